import XML

extension Resource {
  /// Who may connect, by address, on the M series (isapi.md 6.7).
  static let addressFilter = Resource(
    path: "/ISAPI/System/Network/ipFilter",
    rules: [
      .word("permissionType", ["deny", "allow"]),
      .address("IPFilterAddressList/IPFilterAddress/AddressMask/ipAddress"),
    ]
  ) { profile in
    guard profile.hasAddressFilter else { return nil }
    return """
      <IPFilter\(profile.family.root)>
      <enabled>false</enabled>
      <permissionType>deny</permissionType>
      <IPFilterAddressList size="32">
      </IPFilterAddressList>
      </IPFilter>
      """
  }

  /// How browsers and clients log in (isapi.md 1.2).
  static let webCertificate = Resource(
    path: "/ISAPI/Security/webCertificate",
    rules: [
      .word("CertificateType", ["digest", "digest/basic"]),
      .word("SecurityAlgorithm/algorithmType", ["MD5", "SHA256", "MD5/SHA256"]),
    ]
  ) { profile in
    """
    <WebCertificate\(profile.family.root)>
    <CertificateType>\(profile.family == .a ? "digest/basic" : "digest")</CertificateType>
    \(profile.family == .b ? algorithms : "")
    </WebCertificate>
    """
  }

  private static let algorithms =
    "<SecurityAlgorithm>\n<algorithmType>MD5/SHA256</algorithmType>\n</SecurityAlgorithm>"

  /// How players log in (isapi.md 1.2).
  static let rtspCertificate = Resource(
    path: "/ISAPI/Security/RTSPCertificate",
    rules: [
      .word("CertificateType", ["digest", "digest/basic"]),
      .word("SecurityAlgorithm/algorithmType", ["MD5", "SHA256", "MD5/SHA256"]),
    ]
  ) { profile in
    """
    <RTSPCertificate\(profile.family.root)>
    <CertificateType>digest</CertificateType>
    \(profile.family == .b ? algorithms : "")
    </RTSPCertificate>
    """
  }

  /// Whether wrong passwords lock (isapi.md 1.5).
  static let loginLock = Resource(
    path: "/ISAPI/Security/illegalLoginLock",
    optional: ["maxIllegalLoginTimes"],
    rules: [.number("maxIllegalLoginTimes", 3...20)]
  ) { profile in
    guard profile.family == .b else { return nil }
    return """
      <IllegalLoginLock\(profile.family.root)>
      <enabled>true</enabled>
      <maxIllegalLoginTimes>5</maxIllegalLoginTimes>
      </IllegalLoginLock>
      """
  }
}
