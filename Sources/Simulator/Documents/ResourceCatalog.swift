/// Every document a recorder may have; a new one is added here and nowhere else.
enum ResourceCatalog {
  /// The resources, in the order of isapi.md.
  static let all: [Resource] = [
    .deviceInfo, .capabilities, .time, .timeCapabilities, .ntpServers, .interfaces, .adminAccesses,
    .upnp, .upnpPorts, .ezviz, .snmp, .ssh, .telnet, .mailing, .ddns, .pppoe, .integrate, .ehome, .sip,
    .addressFilter, .logServer, .webCertificate, .rtspCertificate, .loginLock, .users, .channels,
    .analogInputs, .tracks, .storage,
  ]
}
