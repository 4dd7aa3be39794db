/// Every setting there is; a test fails when a file of `Catalog` is missing here.
package enum SettingCatalog {
  /// All settings, in the order in which plans show those of one section.
  package static let all: [any Setting.Type] = [
    DeviceName.self,
    NTP.self,
    Clock.self,
    AdminAccount.self,
    UPnP.self,
    HikConnect.self,
    SNMP.self,
    SSH.self,
    Telnet.self,
    FTP.self,
    Email.self,
    DDNS.self,
    PPPoE.self,
    ONVIF.self,
    ISUP.self,
    SIP.self,
    Syslog.self,
    IPFilter.self,
    Zeroconf.self,
    Users.self,
    Cameras.self,
    Recording.self,
    LoginLock.self,
    RTSPAuthentication.self,
    WebAuthentication.self,
    AccessPorts.self,
    NetworkInterface.self,
  ]

  /// The setting with a key, nil when a plan of another version names one that is gone.
  package static func setting(_ key: String) -> (any Setting.Type)? { byKey[key] }

  private static let byKey = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })
}
