import Host
import Simulator
import TestSupport
import Testing
import XML

/// A recorder in use and what a manifest wants of it, for the program as a process of its own.
struct ToolScenario: Sendable, CustomTestStringConvertible {
  var name: String
  var reset = false
  /// The last number of the address that the recorder is to have.
  var place = 10
  var adjust: @Sendable (inout RecorderSeed) -> Void = { _ in }

  var testDescription: String { name }

  static let all = [reset, rotation, addressMove]
  /// What every run of the tests tries: a reset takes minutes of real time, and is cut off in process everywhere.
  static let tried = TestExtent.isFull ? all : [rotation, addressMove]
  static let reset = Self(name: "reset", reset: true)
  static let rotation = Self(name: "rotation") { $0.password = Secret(oldPassword) }
  static let inPlace = Self(name: "in place")
  static let addressMove = Self(name: "rotation and address move", place: 40) { $0.password = Secret(oldPassword) }

  static let password = "Harbor-7-lights"
  private static let oldPassword = "Old-harbor-7x"
  private static let cameraPassword = "Camera-pier-9"
  private static let serial = "0123454821"

  /// What the manifest refers to.
  static let secrets = [
    "NVR": password, "NVR_OLD": oldPassword, "GUARD": "Lantern-5-only", "CAMERAS": cameraPassword,
  ]

  /// The recorder as it is before, on a net such as `127.77.3`.
  func seed(on net: String) throws -> RecorderSeed {
    let model = try #require(RecorderModel("DS-7608NI-K2/8P"))
    var seed = RecorderSeed(RecorderProfile(model: model, family: .a, shortSerial: Self.serial))
    seed.password = Secret(Self.password)
    seed.address = InterfaceAddress("\(net).10", prefix: 24, gateway: "\(net).1")
    seed.behavior.defaultAddress = InterfaceAddress("\(net).64", prefix: 24, gateway: "\(net).1")
    seed.behavior.timings = .scaled(by: 0.02)
    seed.edits = [DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "used before")]
    seed.cameras = ["21", "22"].map { host in
      SimulatedCamera(
        at: "\(net).\(host)", password: Self.cameraPassword, serial: "DS-2CD2386G2-IU20230101AAWR00000077\(host)")
    }
    adjust(&seed)
    return seed
  }

  /// The manifest; the recorder is behind one port wherever it is on its net.
  func manifest(on net: String, port: Int) -> String {
    """
    apiVersion: nvrctl/v1
    kind: Recorder
    metadata: {name: nvr-1}
    spec:
      identity: {serial: "\(Self.serial)"}
      connect:
        addresses: ["http://\(net).10:\(port)", "http://\(net).40:\(port)", "http://\(net).64:\(port)"]
        secondWayIn: none
      admin: {password: {env: NVR}, previousPassword: {env: NVR_OLD}}
      network: {address: \(net).\(place)/24, gateway: \(net).1}
      deviceName: lobby
      time: {zone: Europe/Oslo, ntp: [10.20.30.1]}
      services: {upnp: {enabled: false}}
      users:
        - {name: night, role: viewer, password: {env: GUARD}}
      cameraDefaults: {protocol: hikvision, port: 8000, username: admin, password: {env: CAMERAS}}
      cameras:
        - {channel: 1, name: gate, address: \(net).21, record: {mode: continuous}}
        - {channel: 2, name: yard, address: \(net).22}

    """
  }

  /// What says yes to the plan beforehand.
  var consent: [String] { reset ? ["--confirm-reset", Self.serial, "--accept-footage-loss"] : ["--yes"] }
}
