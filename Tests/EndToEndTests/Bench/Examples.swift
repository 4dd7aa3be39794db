import Host
import Simulator
import Testing
import TestSupport

/// One folder of `Examples` with recorders that are used and not as it wants them.
struct Example: Sendable, CustomTestStringConvertible {
  var folder: String
  var environment: [String: String]
  var seeds: [RecorderSeed]
  /// The serials to type for a reset.
  var serials: [String]

  /// Whether the manifests say that a reset is never wanted.
  var forbidsReset = false

  var testDescription: String { folder }

  static let all = [minimal, riverside, hardening, twoSites]

  static let password = "Harbor-7-lights"

  static let minimal = Example(
    folder: "Examples/minimal", environment: ["FRONT_DESK_ADMIN": password],
    seeds: [seed(.a, at: "192.168.1.64", serial: "0123454820")], serials: ["0123454820"])

  static let riverside = Example(
    folder: "Examples/riverside",
    environment: [
      "RIVERSIDE_NVR_ADMIN": password, "RIVERSIDE_NVR_ADMIN_OLD": "Old-harbor-7", "RIVERSIDE_CAMERAS": "Camera-pier-9",
    ],
    seeds: [
      with(seed(.a, at: "10.20.30.10", password: "Old-harbor-7")) { seed in
        seed.cameras = [("21", "7701"), ("22", "7702"), ("23", "7703"), ("24", "7731")].map { host, serial in
          SimulatedCamera(
            at: "10.20.30.\(host)", password: "Camera-pier-9", serial: "DS-2CD2386G2-IU20230101AAWR000000\(serial)")
        }
      }
    ], serials: ["0123454821"])

  static let hardening = Example(
    folder: "Examples/hardening", environment: ["VAULT_ADMIN": password],
    seeds: [seed(.b, at: "10.20.30.10", model: "DS-7716NXI-I4/S", serial: "0123454823")], serials: ["0123454823"],
    forbidsReset: true)

  static let twoSites = Example(
    folder: "Examples/two-sites",
    environment: [
      "HARBOUR_ADMIN": password, "HILLTOP_ADMIN": "Hill-4-top-view", "SHOP_VIEWER": "Lantern-5-only",
      "SHOP_CAMERAS": "Camera-pier-9",
    ],
    seeds: [
      shop("10.20.50", serial: "0123454824", password: password),
      shop("10.20.40", serial: "0123454825", password: "Hill-4-top-view"),
    ], serials: ["0123454824", "0123454825"])

  private static func shop(_ net: String, serial: String, password: String) -> RecorderSeed {
    with(seed(.a, at: "\(net).10", gateway: "\(net).1", serial: serial, password: password)) { seed in
      seed.cameras = [21, 22].map { host in
        SimulatedCamera(
          at: "\(net).\(host)", password: "Camera-pier-9",
          serial: "DS-2CD2386G2-IU20230101AAWR0000\(serial.suffix(2))\(host)")
      }
    }
  }

  private static func seed(
    _ family: Family, at address: String, gateway: String = "10.20.30.1", model: String = "DS-7608NI-K2/8P",
    serial: String = "0123454821", password: String = password
  ) -> RecorderSeed {
    guard let model = RecorderModel(model) else { preconditionFailure("the model is one that exists") }
    var seed = RecorderSeed(RecorderProfile(model: model, family: family, shortSerial: serial))
    seed.password = Secret(password)
    seed.address = InterfaceAddress(address, gateway: gateway)
    return seed
  }

  private static func with(_ seed: RecorderSeed, _ change: (inout RecorderSeed) -> Void) -> RecorderSeed {
    var seed = seed
    change(&seed)
    return seed
  }

  /// A bench with the example's files and recorders.
  func bench() throws -> (bench: CommandBench, recorders: [SimulatedRecorder]) {
    let bench = CommandBench(files: try PackageFiles.inMemory(folder), environment: environment)
    let recorders = seeds.map { SimulatedRecorder($0, clock: bench.clock) }
    for recorder in recorders { bench.network.plugIn(recorder) }
    return (bench, recorders)
  }
}
