import Settings

/// Values for tests, from what a field says of itself; only text needs to be told.
enum SampleValues {
  /// Values a field takes, as written in a manifest; each is worth writing alone or with those of other fields.
  static func accepted(_ field: FieldDescription) -> [String] {
    if let known = table[field.path] { return known }
    return switch field.schema {
    case .boolean: ["true", "false"]
    case .integer(let range): [String(range.lowerBound), String(range.upperBound)]
    case .choice(let words): words.map { "\"\($0)\"" }
    case .secret: ["{env: NVR_TEST_SECRET}"]
    case .text, .list: []
    }
  }

  /// Values a field refuses.
  static func refused(_ field: FieldDescription) -> [String] {
    switch field.schema {
    case .boolean: ["yes", "\"true\"", "1", "[]", "{}"]
    case .integer(let range): [String(range.lowerBound - 1), String(range.upperBound + 1), "\"1\"", "1.5", "[]", "{}"]
    case .choice: ["no-such-word", "[]", "{}"]
    case .text: ["[]", "{}", "true", "\"\"", "17", "\"\(String(repeating: "x", count: 200))\""]
    case .list: ["text", "{}", "[{}]", "[[]]", "[true]"]
    case .secret: ["literal", "\"literal\"", "[]", "{}", "{env: A, file: b}", "{vault: A}", "{exec: []}", "{env: 1A}"]
    }
  }

  /// The item of a list that tests look at.
  static func identity(of setting: any Setting.Type) -> String? {
    switch (setting as? any CollectionSetting.Type)?.collection {
    case "cameras": "channel: 1"
    case "users": "name: guard"
    default: nil
    }
  }

  private static let table: [String: [String]] = [
    "deviceName": ["lobby", "\"07\"", "Empfang Süd"],
    "time.zone": ["Europe/Oslo", "Asia/Kolkata", "Australia/Sydney"],
    "time.ntp": ["[10.20.30.1]", "[pool.ntp.org]", "[\"time.example.net:1123\"]"],
    "time.ntpInterval": ["24h", "90m", "7d"],
    "network.address": ["192.168.1.70/24", "192.168.1.70/25"],
    "network.gateway": ["192.168.1.100"],
    "network.dns": ["[192.168.1.2, 192.168.1.3]", "[192.168.1.3]", "[]"],
    "network.mode": ["static"],
    "network.mtu": ["1400"],
    "services.http.port": ["8080"],
    "services.https.enabled": ["true"],
    "services.https.port": ["4430"],
    "services.https.redirectHTTP": ["true", "false"],
    "services.rtsp.port": ["10554"],
    "services.sdk.port": ["9000"],
    "services.sdkTLS.port": ["9443"],
    "services.websocketTLS.port": ["7682"],
    "services.email.enabled": ["true", "false"],
    "services.email.server": ["10.20.30.7", "smtp.example.org"],
    "services.email.port": ["587"],
    "services.email.username": ["alarms@example.org"],
    "services.email.sender.address": ["alarms@example.org"],
    "services.email.sender.name": ["Lobby Süd", "\"07\""],
    "services.email.receivers": ["[a@example.org, b@example.org]", "[ops@example.net, c@example.org]", "[]"],
    "services.hikConnect.server": ["eu.cloud.example.net"],
    "services.isup.server": ["10.20.30.8", "platform.example.org"],
    "services.isup.deviceID": ["lobby-7", "\"0815\""],
    "services.isup.protocolVersion": ["v4.0"],
    "services.ddns.server": ["ddns.example.org", "10.20.30.9"],
    "services.ddns.domain": ["lobby.example.org"],
    "services.ddns.username": ["site-8"],
    "services.syslog.server": ["10.20.30.6", "log.example.org"],
    "cameras[].name": ["gate", "\"Haupteingang Süd 12\""],
    "cameras[].protocol": ["hikvision", "onvif", "psia", "custom"],
    "cameras[].input": ["2"],
    "cameras[].address": ["10.20.30.24", "camera.example.net"],
    "cameras[].port": ["8001"],
    "cameras[].username": ["viewer"],
    "cameras[].serial": ["X00000021", "DS-2CD2143G2-I20200101AAWRX00000021"],
    "admin.username": ["admin", "nvrctl"],
  ]
}
