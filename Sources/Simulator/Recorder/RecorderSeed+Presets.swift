package import Host
import XML

extension RecorderSeed {
  /// Out of the box: no administrator, the default address, the factory's settings.
  package static func factoryFresh(_ profile: RecorderProfile) -> Self {
    var seed = Self(profile)
    seed.uptime = .seconds(600)
    return seed
  }

  /// In order, but with nothing set yet except address and password.
  package static func activated(_ profile: RecorderProfile, at address: InterfaceAddress, password: Secret) -> Self {
    var seed = Self(profile)
    seed.address = address
    seed.password = password
    return seed
  }

  /// Taken over from somebody who did not care: everything open, wrong zone, wrong time server, old accounts,
  /// cameras named by nobody, two of them swapped and one forgotten.
  package static func used(
    _ profile: RecorderProfile, at address: InterfaceAddress, password: Secret, cameras: [SimulatedCamera]
  ) -> Self {
    var seed = activated(profile, at: address, password: password)
    seed.cameras = cameras
    seed.clockSkew = -94
    seed.behavior.timeServers = [address.gateway]
    seed.users = [
      SeedUser("installer", level: "Administrator", password: Secret("Inst4ller!")),
      SeedUser("guard", level: "Operator", password: Secret("Gu4rd-old")),
    ]
    seed.edits = misconfiguration
    seed.channels = carelessChannels(for: cameras)
    return seed
  }

  private static let misconfiguration = [
    DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "Embedded Net DVR"),
    DocumentEdit("/ISAPI/System/time", "timeMode", "NTP"),
    DocumentEdit("/ISAPI/System/time", "timeZone", "CST+8:00:00"),
    DocumentEdit("/ISAPI/System/time/ntpServers/1", "hostName", "pool.ntp.org"),
    DocumentEdit("/ISAPI/System/Network/UPnP", "enabled", "true"),
    DocumentEdit("/ISAPI/System/Network/ssh", "enabled", "true"),
    DocumentEdit("/ISAPI/System/Network/EZVIZ", "enabled", "true"),
    DocumentEdit("/ISAPI/System/Network/EZVIZ", "registerStatus", "true"),
    DocumentEdit("/ISAPI/System/Network/EZVIZ", "verificationCode", "ABCDEF"),
    DocumentEdit("/ISAPI/System/Network/telnetd", "enabled", "true"),
    DocumentEdit("/ISAPI/System/Network/SNMP", "SNMPv2c/enabled", "true"),
  ]

  /// The first two cameras are swapped, the last one of more than three is missing.
  private static func carelessChannels(for cameras: [SimulatedCamera]) -> [SeedChannel] {
    var order = cameras.filter { $0.plug == .lan }
    if order.count > 1 { order.swapAt(0, 1) }
    if order.count > 3 { order.removeLast() }
    return order.enumerated().map { index, camera in
      SeedChannel(
        index + 1, name: "IPCamera \(CivilTime.digits(index + 1, 2))", address: camera.address,
        username: camera.username, password: Secret(camera.password))
    }
  }
}
