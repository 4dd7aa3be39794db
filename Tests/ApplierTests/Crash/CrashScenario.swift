import Host
import ISAPI
import Planner
import Simulator
import Testing
import XML

/// A recorder in use, what a manifest wants of it, and how it is to be had.
struct CrashScenario: Sendable, CustomTestStringConvertible {
  var name: String
  var goal = PlanRequest.Goal.inPlace
  /// What the manifest says below identity, addresses and account.
  var spec: String
  /// Where the recorder is in the end.
  var address = ApplyBench.home.address
  var hasOldPassword = false
  var adjust: @Sendable (inout RecorderSeed) -> Void = { _ in }

  var testDescription: String { name }

  static let oldPassword = Secret("Sunset-1999")
  private static let guardPassword = Secret("Lantern-5-only")
  private static let cameraPassword = "Camera-pier-9"

  static let all = [
    reset, resetKeepingPassword, resetBasic, inactive, inPlace, rotation, addressMove, portMove, restart,
  ]

  /// Everything at once: reset, activation, the way home from the factory's address, cameras, users, services.
  static let reset = Self(
    name: "reset", goal: .reset(.full),
    spec: "network: {address: 10.20.30.10/24, gateway: 10.20.30.1}\n" + everything)

  /// A reset behind which the recorder is active with the previous password.
  static let resetKeepingPassword = Self(
    name: "reset that keeps the password", goal: .reset(.full), spec: everything, hasOldPassword: true
  ) {
    $0.behavior.fullReset = .keepsPassword
    $0.behavior.defaultAddress = ApplyBench.home
  }

  static let resetBasic = Self(name: "basic reset", goal: .reset(.basic), spec: everything)

  static let inactive = Self(name: "inactive", spec: everything) { $0.password = nil }

  static let inPlace = Self(name: "in place", spec: everything)

  static let rotation = Self(name: "rotation", spec: everything, hasOldPassword: true)

  static let addressMove = Self(
    name: "rotation and address move",
    spec: "network: {address: 10.20.30.40/24, gateway: 10.20.30.1}\n" + everything, address: "10.20.30.40",
    hasOldPassword: true)

  static let portMove = Self(
    name: "port move", spec: "services: {https: {enabled: true, port: 8443}}\ndeviceName: lobby")

  static let restart = Self(name: "restart", spec: everything) {
    $0.behavior.rebootRequired = ["/ISAPI/System/deviceInfo", "/ISAPI/System/time"]
  }

  private static let everything = """
    deviceName: lobby
    time: {zone: Europe/Oslo, ntp: [10.20.30.1]}
    services: {upnp: {enabled: false}}
    users:
      - {name: night, role: viewer, password: {env: GUARD}}
    cameraDefaults: {protocol: hikvision, port: 8000, username: admin, password: {env: CAMERAS}}
    cameras:
      - {channel: 1, name: gate, address: 10.20.30.21, record: {mode: continuous}}
      - {channel: 2, name: yard, address: 10.20.30.22}
    """

  /// A bench with the recorder as it is before.
  func bench() throws -> ApplyBench {
    var bench = try ApplyBench(.a) { seed in
      seed.edits = [DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "used before")]
      seed.cameras = ["21", "22"].map { host in
        SimulatedCamera(
          at: "10.20.30.\(host)", password: Self.cameraPassword,
          serial: "DS-2CD2386G2-IU20230101AAWR00000077\(host)")
      }
      if hasOldPassword { seed.password = Self.oldPassword }
      adjust(&seed)
    }
    bench.passwords["GUARD"] = Self.guardPassword
    bench.passwords["CAMERAS"] = Secret(Self.cameraPassword)
    if hasOldPassword { bench.passwords["OLD"] = Self.oldPassword }
    return bench
  }
}
