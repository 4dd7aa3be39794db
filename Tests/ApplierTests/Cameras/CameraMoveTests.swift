import Applier
import Host
import ISAPI
import Planner
import Settings
import Simulator
import Testing
import XML

/// Cameras that answer on other channels than theirs come to where they are declared (domain.md P03, P11).
@Suite struct CameraMoveTests {
  @Test(arguments: [
    [1: 2, 2: 1], [1: 2, 2: 3, 3: 1], [1: 3, 2: 1, 3: 2], [2: 1, 3: 2, 4: 3], [1: 2, 2: 3, 3: 4, 4: 1], [8: 1],
    [5: 1, 6: 2, 7: 3], [4: 1, 3: 2, 2: 3, 1: 4],
  ])
  func `shuffled cameras come to their channels with their names, and none is lost`(_ live: [Int: Int]) async throws {
    let bench = try CameraBench.make(on: live)
    let wanted = Dictionary(live.values.map { ($0, $0) }) { $1 }
    let declaration = try bench.declaration(CameraBench.spec(wanted))
    let plan = try await bench.plan(declaration)
    let changes = plan.steps.compactMap(\.act.change)
    #expect(changes.allSatisfy { $0.action == .move })
    #expect(changes.count == live.count { $0.key != $0.value })
    #expect(plan.unmanaged.isEmpty)
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.shownSerials == wanted.mapValues(CameraBench.serial))
    #expect(bench.channelNames == wanted.mapValues { "cam\($0)" })
    try await bench.expectConverged(declaration)
  }

  @Test func `a recorder told to remove what is not declared keeps a camera that moved`() async throws {
    let bench = try CameraBench.make(on: [4: 1, 5: 2])
    let spec = CameraBench.spec(
      [CameraBench.declared(1, 1, "record: {mode: motion}")], "unmanaged: {cameras: remove}")
    let declaration = try bench.declaration(spec)
    let plan = try await bench.plan(declaration)
    let changes = plan.steps.compactMap(\.act.change).filter { $0.setting == "cameras" }
    #expect(changes.map(\.action) == [.remove, .move])
    #expect(changes.map(\.wanted.item) == ["5", "1"])
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.shownSerials == [1: CameraBench.serial(1)])
    try await bench.expectConverged(declaration)
  }

  @Test func `cameras that race to be added after a reset end on the declared channels`() async throws {
    let bench = try CameraBench.make(cameras: 2) { seed in
      seed.behavior.defaultAddress = ApplyBench.home
      seed.behavior.timings.plugAndPlay = .seconds(1)
      for port in 1...2 {
        seed.cameras.append(
          .plugged(into: port, serial: CameraBench.serial(port + 6), password: ApplyBench.password.reveal()))
      }
    }
    let spec = CameraBench.spec([
      CameraBench.declared(2, 1), CameraBench.declared(1, 2),
      "  - {channel: 5, name: door, address: 192.168.254.2, serial: \(CameraBench.serial(7)), password: {env: NVR}}",
      "  - {channel: 6, name: hall, address: 192.168.254.3, serial: \(CameraBench.serial(8)), password: {env: NVR}}",
    ])
    let declaration = try bench.declaration(spec)
    let result = try await bench.converge(declaration, .reset(.full))
    #expect(result.status == .done, "\(result.message)")
    #expect(
      bench.shownSerials == [
        1: CameraBench.serial(2), 2: CameraBench.serial(1), 5: CameraBench.serial(7), 6: CameraBench.serial(8),
      ])
    try await bench.expectConverged(declaration)
  }

  @Test func `a camera added back in another order after a reset by hand is moved`() async throws {
    let bench = try CameraBench.make(on: [1: 4, 2: 3, 3: 2, 4: 1])
    let declaration = try bench.declaration(CameraBench.spec([1: 1, 2: 2, 3: 3, 4: 4]))
    let result = try await bench.converge(declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.log.entries.allSatisfy { $0.method != .delete })
    try await bench.expectConverged(declaration)
  }

  @Test func `a move that is cut off between its writes goes on where it stood`() async throws {
    let bench = try CameraBench.make(on: [4: 1])
    let declaration = try bench.declaration(CameraBench.spec([1: 1]))
    let plan = try await bench.plan(declaration)
    bench.recorder.inject(Fault(.closeConnection, .beforeEffect, on: .post, CameraBench.list, times: nil))
    let cut = try await bench.apply(plan, declaration)
    #expect(cut.status != .done)
    #expect(bench.shownSerials == [:])
    bench.recorder.clearFaults()
    let result = try await bench.resume(declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.shownSerials == [1: CameraBench.serial(1)])
  }

  @Test func `no camera is ever contacted past the recorder`() async throws {
    let bench = try CameraBench.make(cameras: 1) { seed in
      seed.cameras.append(.plugged(into: 2, serial: CameraBench.serial(7), password: ApplyBench.password.reveal()))
    }
    let dialled = DialRecord()
    var watched = bench
    watched.dialer = NotingDialer(dialer: bench.network, record: dialled)
    let spec = CameraBench.spec([CameraBench.declared(1, 1), "  - {channel: 2, name: door}"])
    let declaration = try watched.declaration(spec)
    let result = try await watched.converge(declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(dialled.hosts == ["10.20.30.10"])
  }
}
