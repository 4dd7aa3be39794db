import Host
import ISAPI
import Planner
import Settings
import Simulator
import XML

/// A story in which every step can go wrong: a recorder, what is declared for it, and how it is to get there.
struct FaultScenario: Sendable {
  let name: String
  let goal: PlanRequest.Goal
  private let spec: String
  private var addresses: String
  private let oldPassword: Secret?
  private let isAnnounced: Bool
  private let adjust: @Sendable (inout RecorderSeed) -> Void
  /// Part of a path, what is written there, and what is kept instead.
  private let clamps: [(path: String, wanted: String, kept: String)]

  private init(
    _ name: String, _ goal: PlanRequest.Goal, _ spec: String, at addresses: String = "https://10.20.30.10",
    oldPassword: Secret? = nil, isAnnounced: Bool = false,
    clamps: [(path: String, wanted: String, kept: String)] = Self.usualClamps,
    _ adjust: @escaping @Sendable (inout RecorderSeed) -> Void
  ) {
    self.name = name
    self.goal = goal
    self.spec = spec
    self.addresses = addresses
    self.oldPassword = oldPassword
    self.isAnnounced = isAnnounced
    self.clamps = clamps
    self.adjust = adjust
  }

  /// A recorder and everything an apply needs, as before the story.
  func bench() throws -> ApplyBench {
    var bench = try ApplyBench(.a) { adjust(&$0) }
    if let oldPassword { bench.passwords["OLD"] = oldPassword }
    return bench
  }

  /// The same story over plain HTTP, where no key tells devices apart.
  var overPlainHTTP: FaultScenario {
    var story = self
    story.addresses = addresses.replacing("https://", with: "http://").replacing(":8443", with: "")
    return story
  }

  /// What is declared for the recorder of a bench.
  func declaration(_ bench: ApplyBench) throws -> RecorderDeclaration { try bench.declaration(spec, at: addresses) }

  /// What the recorder of a bench announces, where the story has that.
  func announcements(_ bench: ApplyBench) -> Announcements? {
    guard isAnnounced else { return nil }
    let wanted = WantedDevice(serial: bench.recorder.profile.shortSerial, mac: bench.recorder.profile.mac)
    return Announcements(of: wanted, by: SimulatedDiscovery(on: bench.network))
  }

  /// A request with another value in it; nil where it has none that could be another.
  func clamped(_ request: Request) -> Request? {
    guard let clamp = clamps.first(where: { request.endpoint.path.contains($0.path) }) else { return nil }
    var changed = request
    changed.body = Array(String(decoding: request.body, as: UTF8.self).replacing(clamp.wanted, with: clamp.kept).utf8)
    return changed.body == request.body ? nil : changed
  }

  /// Another device where the recorder is, with the password that the recorder has or is to have.
  func other(_ bench: ApplyBench, isInactive: Bool) -> SimulatedRecorder {
    var profile = RecorderProfile(
      model: bench.recorder.profile.model, family: .a, shortSerial: "0999999999", mac: "44:19:b6:00:ff:ff")
    profile.supportVersion = bench.recorder.profile.supportVersion
    let place = InterfaceAddress(bench.recorder.binding.address, gateway: "10.20.30.1")
    var seed = RecorderSeed.activated(profile, at: place, password: oldPassword ?? ApplyBench.password)
    if isInactive { seed.password = nil }
    return SimulatedRecorder(seed, clock: bench.clock)
  }

  private static let usualClamps = [
    ("/deviceInfo", ">lobby<", ">lob<"), ("/time", "CST-1:00:00", "CST+0:00:00"),
    ("/users/1", ApplyBench.password.reveal(), "Clamped-2026"), ("/users", ">Viewer<", ">Operator<"),
    ("/channels", ">yard<", ">Camera 03<"), ("/channels", ">entrance<", ">entr<"),
    ("/interfaces/1", ">10.20.30.40<", ">10.20.30.77<"), ("/interfaces/1", ">10.20.30.10<", ">10.20.30.77<"),
    ("/adminAccesses", ">8443<", ">9443<"),
    ("/UPnP", "<enabled>false<", "<enabled>true<"),
  ]
}

extension FaultScenario {
  /// Every story.
  static let all = [inPlace, resetFull, resetKeepingPassword, resetBasic, provision]

  private static let places = """
    https://10.20.30.10, https://10.20.30.40:8443, https://10.20.30.10:8443, https://10.20.30.40
    """

  /// Every kind of step there is, without a reset.
  static let inPlace = FaultScenario(
    "in place", .inPlace,
    """
    deviceName: lobby
    time: {zone: Europe/Oslo}
    services: {https: {enabled: true, port: 8443}, upnp: {enabled: false}}
    network: {address: 10.20.30.40/24, gateway: 10.20.30.1}
    users:
      - {name: guard, role: viewer, password: {env: NVR}}
      - {name: night, role: viewer, password: {env: NVR}}
    cameras:
      - {channel: 1, name: entrance, protocol: hikvision, address: 10.20.30.21, port: 8000, username: admin, password: {env: NVR}}
      - {channel: 3, name: yard, protocol: hikvision, address: 10.20.30.23, port: 8000, username: admin, password: {env: NVR}}
    unmanaged: {users: remove, cameras: remove}
    """, at: places, oldPassword: Secret("Sunset-1999")
  ) { seed in
    seed.password = Secret("Sunset-1999")
    seed.users = [
      SeedUser("guard", level: "Operator", password: Secret("Gu4rd-old")),
      SeedUser("installer", level: "Operator", password: Secret("Inst4ller!")),
    ]
    let password = ApplyBench.password
    seed.cameras = [1, 2, 3].map {
      SimulatedCamera(at: "10.20.30.2\($0)", password: password.reveal(), serial: "000000770\($0)")
    }
    seed.channels = [
      SeedChannel(1, name: "Camera 01", address: "10.20.30.21", password: password),
      SeedChannel(2, name: "Camera 02", address: "10.20.30.22", password: password),
    ]
    seed.edits = [DocumentEdit("/ISAPI/System/Network/UPnP", "enabled", "true")]
    seed.behavior.rebootRequired = ["/ISAPI/System/time"]
  }

  private static let provisioned = """
    deviceName: lobby
    time: {zone: Europe/Oslo}
    network: {address: 10.20.30.10/24, gateway: 10.20.30.1}
    users:
      - {name: guard, role: viewer, password: {env: NVR}}
    cameras:
      - {channel: 1, name: entrance, protocol: hikvision, address: 10.20.30.21, port: 8000, username: admin, password: {env: NVR}}
    """

  /// A full reset behind which the recorder is inactive at the factory's address, and announces itself.
  static let resetFull = FaultScenario(
    "reset full", .reset(.full), provisioned, at: "https://10.20.30.10, https://192.168.1.64", isAnnounced: true
  ) { seed in
    used(&seed)
  }

  /// A full reset that leaves the password and the address.
  static let resetKeepingPassword = FaultScenario(
    "reset full, password kept", .reset(.full), "deviceName: lobby\ntime: {zone: Europe/Oslo}", isAnnounced: true
  ) { seed in
    used(&seed)
    seed.behavior.fullReset = .keepsPassword
    seed.behavior.defaultAddress = ApplyBench.home
  }

  /// A basic reset.
  static let resetBasic = FaultScenario(
    "reset basic", .reset(.basic), "deviceName: lobby\ntime: {zone: Europe/Oslo}", isAnnounced: true
  ) { seed in
    used(&seed)
  }

  /// A recorder that was found inactive at the factory's address.
  static let provision = FaultScenario(
    "provision", .inPlace, provisioned, at: "https://192.168.1.64, https://10.20.30.10", isAnnounced: true
  ) { seed in
    used(&seed)
    seed.password = nil
    seed.address = nil
  }

  private static func used(_ seed: inout RecorderSeed) {
    seed.edits = [DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "used before")]
    seed.cameras = [
      SimulatedCamera(at: "10.20.30.21", password: ApplyBench.password.reveal(), serial: "0000007701")
    ]
  }
}
