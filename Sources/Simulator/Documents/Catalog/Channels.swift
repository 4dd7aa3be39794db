import XML

extension Resource {
  /// The cameras bound to the recorder; model and serial show while they are online (isapi.md 7.1).
  static let channels = Resource(
    path: "/ISAPI/ContentMgmt/InputProxy/channels",
    item: "InputProxyChannel",
    readOnly: [
      "id", "sourceInputPortDescriptor/model", "sourceInputPortDescriptor/serialNumber",
      "sourceInputPortDescriptor/firmwareVersion", "sourceInputPortDescriptor/deviceID", "devIndex",
    ],
    optional: [
      "sourceInputPortDescriptor/password", "sourceInputPortDescriptor/connMode", "certificateValidationEnabled",
      "defaultAdminPortEnabled",
    ],
    secrets: ["sourceInputPortDescriptor/password"],
    rules: [
      .text("name", 0...32),
      .word("sourceInputPortDescriptor/proxyProtocol", ["HIKVISION", "ONVIF", "PSIA", "CUSTOM"]),
      .word("sourceInputPortDescriptor/addressingFormatType", ["ipaddress", "hostname"]),
      .address("sourceInputPortDescriptor/ipAddress"),
      .number("sourceInputPortDescriptor/managePortNo", 1...65_535, "badPort"),
      .word("sourceInputPortDescriptor/streamType", ["auto", "tcp", "udp"]),
      .word("sourceInputPortDescriptor/connMode", ["plugplay", "manual"]),
    ]
  ) { profile in
    """
    <InputProxyChannelList\(profile.family.root) size="0">
    </InputProxyChannelList>
    """
  }
}
