import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing

/// One recorder on a network of its own, with a clock that jumps.
struct Bench {
  let clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_769_860_800))
  let network: SimulatedNetwork
  let recorder: SimulatedRecorder
  var client: RecorderClient

  static let home = InterfaceAddress("10.20.30.10", gateway: "10.20.30.1")

  init(_ family: Family = .a, model: String? = nil, _ adjust: (inout RecorderSeed) -> Void = { _ in }) throws {
    let text = model ?? (family == .a ? "DS-7608NI-K2/8P" : "DS-7716NI-M4")
    let model = try #require(RecorderModel(text))
    var seed = RecorderSeed.activated(
      RecorderProfile(model: model, family: family), at: Self.home, password: Secret("Sunrise-44"))
    adjust(&seed)
    network = SimulatedNetwork(clock: clock)
    recorder = SimulatedRecorder(seed, clock: clock)
    network.plugIn(recorder)
    let address = DeviceAddress(.http, recorder.binding.address, port: recorder.binding.http ?? 80)
    client = RecorderClient(network: network, address: address)
  }

  /// The time until a rebooted recorder is itself again, cameras included.
  static let rebootTime = Duration.seconds(300)
}
