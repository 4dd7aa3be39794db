import Applier
import Host
import ISAPI
import Planner
import Settings
import Simulator
import Testing
import XML

/// Cameras around a simulated recorder, told apart by the last digit of address and serial.
enum CameraBench {
  static let list = "/ISAPI/ContentMgmt/InputProxy/channels"
  static let password = "Camera-pier-9"

  /// A recorder with the cameras 1 to `count` on the network; `channels` tells which of them is on which channel.
  static func make(
    _ family: Family = .a, cameras count: Int = 4, on channels: [Int: Int] = [:],
    _ adjust: (inout RecorderSeed) -> Void = { _ in }
  ) throws -> ApplyBench {
    var bench = try ApplyBench(family) { seed in
      seed.cameras = (1...count).map(camera)
      seed.channels = channels.sorted { $0.key < $1.key }.map { channel, number in
        SeedChannel(channel, name: "Camera 0\(channel)", address: address(number), password: Secret(password))
      }
      adjust(&seed)
    }
    bench.passwords["CAM"] = Secret(password)
    return bench
  }

  static func camera(_ number: Int) -> SimulatedCamera {
    SimulatedCamera(at: address(number), password: password, serial: serial(number))
  }

  static func address(_ number: Int) -> String { "10.20.30.2\(number)" }

  static func serial(_ number: Int) -> String { "X0000000\(number)" }

  /// The declaration of one camera on a channel.
  static func declared(_ channel: Int, _ number: Int, _ more: String = "") -> String {
    "  - {channel: \(channel), name: cam\(number), address: \(address(number)), serial: \(serial(number)), "
      + "password: {env: CAM}\(more.isEmpty ? "" : ", " + more)}"
  }

  /// The `spec` with some cameras.
  static func spec(_ cameras: [String], _ more: String = "verify: {camerasOnline: all}") -> String {
    "cameras:\n\(cameras.joined(separator: "\n"))\n\(more)"
  }

  /// The same of cameras by their channels.
  static func spec(_ cameras: [Int: Int]) -> String {
    spec(cameras.sorted { $0.key < $1.key }.map { declared($0.key, $0.value) })
  }
}

extension ApplyBench {
  /// The serials that the channels show, by channel.
  var shownSerials: [Int: String] {
    let channels = recorder.document(at: CameraBench.list)?.elements(named: "InputProxyChannel") ?? []
    return Dictionary(
      channels.compactMap { channel in
        channel.text(at: "id").flatMap { Int($0) }.map {
          ($0, channel.text(at: "sourceInputPortDescriptor/serialNumber") ?? "")
        }
      }
    ) { $1 }
  }

  /// The names of the channels, by channel.
  var channelNames: [Int: String] {
    let channels = recorder.document(at: CameraBench.list)?.elements(named: "InputProxyChannel") ?? []
    return Dictionary(
      channels.compactMap { channel in
        channel.text(at: "id").flatMap { Int($0) }.map { ($0, channel.text(at: "name") ?? "") }
      }
    ) { $1 }
  }

  /// How often a path was asked for with a method, whatever its query.
  func count(_ method: ISAPI.Method, _ path: String) -> Int {
    recorder.log.entries.count { $0.method == method && $0.endpoint.path == path }
  }

  /// Expects that another plan has nothing to do and that making it wrote nothing.
  func expectConverged(_ declaration: RecorderDeclaration) async throws {
    let mark = recorder.log.entries.count
    let plan = try await plan(declaration)
    #expect(plan.steps.isEmpty, "\(plan.steps.map(\.name)) \(plan.impossible)")
    #expect(plan.impossible.isEmpty)
    #expect(recorder.log.since(mark).writes == 0)
    #expect(!recorder.log.since(mark).entries.contains { $0.endpoint == FoundCamera.search })
  }
}
