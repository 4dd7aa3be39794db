import FoundationEssentials
import Host
import ISAPI
import Simulator
import Synchronization
import TestSupport

/// A network on which devices change places with the recorder at any exchange, under connections that open new
/// sockets as those of real recorders do (`SocketConnection`).
final class SwappingNetwork: DeviceDialer {
  private struct State {
    var numbers: SeededNumbers
    var others: [SimulatedRecorder] = []
    var present: SimulatedRecorder?
    var swaps = 0
    var exchanges = 0
  }

  private let bench: ApplyBench
  private let scenario: FaultScenario
  /// How many exchanges lie between two changes of place, on the average.
  private let distance: Int
  private let state: Mutex<State>

  init(_ bench: ApplyBench, _ scenario: FaultScenario, seed: UInt64, distance: Int) {
    self.bench = bench
    self.scenario = scenario
    self.distance = distance
    state = Mutex(State(numbers: SeededNumbers(seed: seed), present: bench.recorder))
  }

  /// How often devices changed places.
  var swaps: Int { state.withLock { $0.swaps } }

  /// Writes that another device let in.
  var strayWrites: [String] {
    state.withLock { $0.others }.flatMap { $0.log.entries.filter(\.isWrite).map(\.endpoint.path) }
  }

  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    Line(network: self, address: address, trust: trust, socket: try await open(address, trust))
  }

  private func open(_ address: DeviceAddress, _ trust: any CertificateTrust) async throws -> any DeviceConnection {
    maySwap()
    return try await bench.network.connect(to: address, trust: trust)
  }

  /// Puts another device, the recorder, or nobody in the recorder's place now and then.
  private func maySwap() {
    let choice = state.withLock { state -> Int? in
      state.exchanges += 1
      guard state.numbers.next() % UInt64(distance) == 0 else { return nil }
      state.swaps += 1
      return Int(state.numbers.next() % 8)
    }
    guard let choice else { return }
    let next: SimulatedRecorder? =
      switch choice {
      case 0...2: bench.recorder
      case 3: nil
      case 4, 5: scenario.other(bench, isInactive: true)
      default: scenario.other(bench, isInactive: false)
      }
    if choice == 2 { bench.recorder.powerCycle() }
    let present = state.withLock { state in
      defer { state.present = next }
      if let next, next !== bench.recorder { state.others.append(next) }
      return state.present
    }
    if let present { bench.network.unplug(present) }
    if let next { bench.network.plugIn(next) }
  }

  private final class Line: DeviceConnection {
    private let network: SwappingNetwork
    private let address: DeviceAddress
    private let trust: any CertificateTrust
    private let socket: Mutex<(any DeviceConnection)?>
    private let lastUse: Mutex<Date>

    var ownHost: String? { socket.withLock { $0?.ownHost } }

    init(
      network: SwappingNetwork, address: DeviceAddress, trust: any CertificateTrust, socket: any DeviceConnection
    ) {
      self.network = network
      self.address = address
      self.trust = trust
      self.socket = Mutex(socket)
      lastUse = Mutex(network.bench.clock.now)
    }

    func close() async { await socket.withLock { $0 }?.close() }

    /// A read goes out again over a new socket where the old one was closed; a write takes no socket that was idle.
    func exchange(_ request: Request) async throws -> Response {
      network.maySwap()
      let now = network.bench.clock.now
      let isFresh = lastUse.withLock { now.timeIntervalSince($0) < 2 }
      lastUse.withLock { $0 = now }
      if let socket = socket.withLock({ $0 }), request.method == .get || isFresh {
        do {
          return try await socket.exchange(request)
        } catch let error as TransportError where error.reason == .cutOff {
          self.socket.withLock { $0 = nil }
          if request.method != .get { throw error }
        }
      }
      let opened = try await network.open(address, trust)
      socket.withLock { $0 = opened }
      return try await opened.exchange(request)
    }
  }
}
