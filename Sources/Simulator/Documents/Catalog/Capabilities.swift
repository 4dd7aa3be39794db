import XML

extension Resource {
  /// What the recorder can do, as the table of isapi.md 3.2 has it for its family.
  static let capabilities = Resource(
    path: "/ISAPI/System/capabilities", isWritable: false,
    present: { document, state, _ in
      document.modify(at: "SecurityCap") { $0.announce(state.behavior.fieldEncryption) }
      if !state.behavior.activatesCameras { document.setText("false", at: "RacmCap/isSupportActivateIpc") }
    }
  ) { profile in
    let isNew = profile.family == .b
    let isLarge = profile.hasAddressFilter
    return """
      <DeviceCap\(profile.family.root)>
      <SysCap>
      <isSupportDst>true</isSupportDst>
      <NetworkCap>
      <isSupportWireless>false</isSupportWireless>
      <isSupportPPPoE>true</isSupportPPPoE>
      <isSupportBond>\(isLarge)</isSupportBond>
      <isSupport802_1x>true</isSupport802_1x>
      <isSupportNtp>true</isSupportNtp>
      <isSupportFtp>false</isSupportFtp>
      <isSupportUpnp>true</isSupportUpnp>
      <isSupportDdns>true</isSupportDdns>
      <isSupportHttps>true</isSupportHttps>
      <SnmpCap>
      <isSupport>\(snmp.factory(profile) != nil)</isSupport>
      </SnmpCap>
      <isSupportExtNetCfg>true</isSupportExtNetCfg>
      \(isLarge ? "<isSupportIPFilter>true</isSupportIPFilter>\n<isSupportMACFilter>true</isSupportMACFilter>" : "")
      <isSupportEZVIZ>true</isSupportEZVIZ>
      <isSupportIntegrate>true</isSupportIntegrate>
      <isSupportResourceStatistics>true</isSupportResourceStatistics>
      <isSupportGetLinkSocketIP>true</isSupportGetLinkSocketIP>
      \(isNew && profile.model.poePorts > 0 ? "<isSupportPOEConfiguration>true</isSupportPOEConfiguration>" : "")
      \(isNew ? "<isSupportWebSocket>true</isSupportWebSocket>" : "")
      \(isLarge ? "<isSupportPingTest>true</isSupportPingTest>" : "")
      <GB28181Cap>
      <isSupportGB28181Service>\(isLarge)</isSupportGB28181Service>
      </GB28181Cap>
      </NetworkCap>
      <isSupportTimeCap>true</isSupportTimeCap>
      <VideoCap>
      <videoInputPortNums>\(profile.model.analogInputs)</videoInputPortNums>
      </VideoCap>
      </SysCap>
      \(security(isNew: isNew))
      \(recording(profile, isNew: isNew))
      </DeviceCap>
      """
  }

  private static func security(isNew: Bool) -> String {
    let types = "<CertificateType opt=\"digest,digest/basic\">\(isNew ? "digest" : "digest/basic")</CertificateType>"
    let algorithms =
      "<SecurityAlgorithm>\n<algorithmType opt=\"MD5,SHA256,MD5/SHA256\">MD5/SHA256</algorithmType>\n</SecurityAlgorithm>"
    return """
      <SecurityCap>
      <supportUserNums>32</supportUserNums>
      <userBondIpNums>1</userBondIpNums>
      <userBondMacNums>1</userBondMacNums>
      <isSupportUserCheck>true</isSupportUserCheck>
      <isSupportONVIFUserManagement>true</isSupportONVIFUserManagement>
      <LoginPasswordLenLimit min="1" max="16"></LoginPasswordLenLimit>
      <WebCertificateCap>
      \(types)
      \(isNew ? algorithms : "")
      </WebCertificateCap>
      <isSupportConfigFileImport>true</isSupportConfigFileImport>
      <isSupportConfigFileExport>true</isSupportConfigFileExport>
      <cfgFileSecretKeyLenLimit min="1" max="16"></cfgFileSecretKeyLenLimit>
      </SecurityCap>
      """
  }

  private static func recording(_ profile: RecorderProfile, isNew: Bool) -> String {
    """
    <RacmCap>
    <inputProxyNums>\(profile.model.channels)</inputProxyNums>
    <customProtocolNums>\(profile.model.channels)</customProtocolNums>
    <isSupportActivateIpc>true</isSupportActivateIpc>
    <isSupportSyncIPCPassword>true</isSupportSyncIPCPassword>
    <isSupportIpcImport>true</isSupportIpcImport>
    <isSupportZeroChan>true</isSupportZeroChan>
    <nasNums>8</nasNums>
    <ipSanNums>8</ipSanNums>
    <eSATANums>\(profile.hasAddressFilter ? 1 : 0)</eSATANums>
    <isSupportLogDataPackage>\(isNew)</isSupportLogDataPackage>
    \(isNew ? "<defaultAdminPortEnabled>true</defaultAdminPortEnabled>" : "")
    <securityLogServer>
    <isSupportLogServer>true</isSupportLogServer>
    </securityLogServer>
    </RacmCap>
    """
  }
}

extension XMLElement {
  /// Tells how sensitive fields are encrypted (isapi.md 3.2, 8.2).
  fileprivate mutating func announce(_ encryption: RecorderBehavior.FieldEncryption?) {
    // A twin announces it already.
    guard let encryption, child("securityVersion") == nil else { return }
    let versions = (1...max(1, encryption.version)).map(String.init).joined(separator: ",")
    let fields =
      [
        XMLElement("securityVersion", attributes: [XMLAttribute("opt", versions)]),
        XMLElement("keyIterateNum", text: String(encryption.iterations)),
      ]
      + (encryption.salt.map { [XMLElement("isIrreversible", text: "true"), XMLElement("salt", text: $0)] } ?? [])
    for field in fields.reversed() { insert(field, after: "isSupportONVIFUserManagement") }
  }
}
