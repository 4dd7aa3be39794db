import ISAPI
import Settings
import TestSupport

/// The nodes of a device's document that a change of one field may touch, and no others (isapi.md 4 to 8).
///
/// Written down beside the settings and not taken from them.
enum WrittenPlaces {
  /// The places of a field, relative to its document or its item, with `*` for whatever follows; nil for one that nobody wrote down.
  static func of(_ field: String) -> Set<String>? {
    if let places = table[field] { return places }
    if let name = protocols.first(where: { field.hasPrefix("services.\($0.key).") })?.value {
      return accessPlaces[String(field.split(separator: ".").last ?? "")].map { places in
        Set(places.map { "AdminAccessProtocol(\(name))/\($0)" })
      }
    }
    return nil
  }

  private static let protocols = [
    "http": "HTTP", "https": "HTTPS", "rtsp": "RTSP", "sdk": "DEV_MANAGE", "sdkTLS": "SDK_OVER_TLS",
    "websocket": "WebSocket", "websocketTLS": "WebSocketS",
  ]

  private static let accessPlaces: [String: Set<String>] = [
    "enabled": ["enabled"], "port": ["portNo"], "redirectHTTP": ["redirectToHttps"],
    // The versions are switched one by one.
    "minimumTLS": ["TLS1_1Enable", "TLS1_2Enable", "TLS1_3Enable"],
  ]

  /// A host moves to another element when it changes from a name to an address.
  private static let host: Set<String> = [
    "addressingFormatType", "hostName", "ipAddress", "+hostName", "-hostName", "+ipAddress", "-ipAddress",
  ]

  private static let table: [String: Set<String>] = [
    "deviceName": ["deviceName"],
    "deviceNumber": ["telecontrolID"],
    // With mode manual the time that was read is not sent along (isapi.md 5.1).
    "time.mode": ["timeMode", "-localTime"],
    "time.zone": ["timeZone", "-localTime"],
    "time.ntp": host.union(["portNo"]),
    "time.ntpInterval": ["synchronizeInterval"],
    "network.mode": ["IPAddress/addressingType"],
    // To declare an address is to declare that it stays.
    "network.address": ["IPAddress/ipAddress", "IPAddress/subnetMask", "IPAddress/addressingType"],
    "network.gateway": ["IPAddress/DefaultGateway/ipAddress"],
    "network.dns": ["IPAddress/PrimaryDNS/ipAddress", "IPAddress/SecondaryDNS/ipAddress"],
    "network.mtu": ["Link/MTU"],
    "services.telnet.enabled": ["enabled"], "services.ssh.enabled": ["enabled"], "services.upnp.enabled": ["enabled"],
    "services.hikConnect.enabled": ["enabled"], "services.ddns.enabled": ["enabled"],
    "services.ftp.enabled": ["enabled"], "services.isup.enabled": ["enabled"], "services.pppoe.enabled": ["enabled"],
    "services.sip.enabled": ["enabled"], "services.ipFilter.enabled": ["enabled"],
    "services.onvif.enabled": ["ONVIF/enable"],
    "services.zeroconf.enabled": ["Discovery/Zeroconf/enabled"],
    // Off means every version.
    "services.snmp.enabled": ["SNMPv1c/enabled", "SNMPv2c/enabled", "SNMPAdvanced/enabled"],
    // There is no switch: off means that nobody is named.
    "services.email.enabled": ["sender/smtp/hostName", "sender/smtp/ipAddress", "receiverList/receiver*"],
    "services.email.server": inside("sender/smtp", host),
    "services.email.port": ["sender/smtp/portNo"],
    "services.email.encryption": ["sender/smtp/enableSSL", "sender/smtp/enableTLS", "sender/smtp/startTLS"],
    "services.email.username": ["sender/smtp/accountName", "sender/smtp/enableAuthorization"],
    "services.email.sender.address": ["sender/emailAddress"],
    "services.email.sender.name": ["sender/name"],
    "services.email.receivers": ["receiverList/receiver*"],
    "services.email.snapshot.enabled": ["attachment/snapshot/enabled"],
    "services.email.snapshot.interval": ["attachment/snapshot/interval"],
    "services.ddns.provider": ["provider"],
    "services.ddns.server": inside("serverAddress", host),
    "services.ddns.domain": ["deviceDomainName"],
    "services.ddns.username": ["userName"],
    // One version alone is on.
    "services.snmp.version": ["SNMPv1c/enabled", "SNMPv2c/enabled", "SNMPAdvanced/enabled"],
    "services.snmp.port": ["listenPort"],
    "services.isup.server": host,
    "services.isup.port": ["portNo"],
    "services.isup.deviceID": ["deviceID"],
    "services.isup.protocolVersion": ["protocolVersion"],
    "services.syslog.enabled": ["enabled"],
    "services.syslog.server": host,
    "services.syslog.port": ["portNo"],
    "services.hikConnect.server": inside("serverAddress", host),
    "services.ssh.port": ["port"],
    "security.loginLock.enabled": ["enabled"],
    "security.loginLock.maxAttempts": ["maxIllegalLoginTimes"],
    "security.webAuthentication.mode": ["CertificateType"],
    "security.webAuthentication.algorithm": ["SecurityAlgorithm/algorithmType"],
    "security.rtspAuthentication.mode": ["CertificateType"],
    "security.rtspAuthentication.algorithm": ["SecurityAlgorithm/algorithmType"],
    "users[].role": ["userLevel"],
    "users[].enabled": ["enabled"],
    "cameras[].name": ["name"],
    // A camera of plug and play that is given another place is one of hand then.
    "cameras[].protocol": inside("sourceInputPortDescriptor", ["proxyProtocol", "connMode"]),
    "cameras[].address": inside("sourceInputPortDescriptor", host.union(["connMode"])),
    "cameras[].input": inside("sourceInputPortDescriptor", ["srcInputPort", "connMode"]),
    "cameras[].port": inside("sourceInputPortDescriptor", ["managePortNo", "connMode"]),
    "cameras[].username": inside("sourceInputPortDescriptor", ["userName", "connMode"]),
    "cameras[].record.audio": ["CustomExtensionList/CustomExtension/SaveAudio"],
    "cameras[].record.mode": Set(
      ["Enable", "CustomExtensionList/CustomExtension/enableSchedule"]
        // A schedule that does not cover the week is made to.
        + ["", "+", "-"].map { "\($0)TrackSchedule/ScheduleBlockList/ScheduleBlock/ScheduleAction*" }),
  ]

  /// Places within an element.
  private static func inside(_ element: String, _ places: Set<String>) -> Set<String> {
    Set(
      places.map {
        $0.hasPrefix("+") || $0.hasPrefix("-") ? "\($0.prefix(1))\(element)/\($0.dropFirst())" : "\(element)/\($0)"
      })
  }
}
