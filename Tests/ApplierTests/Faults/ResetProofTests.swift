import Applier
import Host
import ISAPI
import Planner
import Simulator
import Synchronization
import Testing
import XML

/// A reset counts as proved only where there was one (product.md S6); the fault matrix tries it at every exchange.
@Suite struct ResetProofTests {
  /// What happens on the network once the request has left.
  enum Sequel: String, Sendable, CaseIterable {
    case nothing
    case restart
    case restartAndEdit
    case inactiveAtDefault
    case inactiveInPlace
    case activeInPlace
    case clockForward
    case clockBack
    case passwordChanged
  }

  private static let reset = "/ISAPI/System/factoryReset"

  /// The request is answered, and ignored: whatever looks like a reset behind it is none.
  @Test(arguments: Sequel.allCases, [true, false])
  func `no sequel of a reset that was ignored proves it`(_ sequel: Sequel, _ isAnnounced: Bool) async throws {
    // Without announcements nothing tells an inactive stranger in the recorder's own place from it.
    if sequel == .inactiveInPlace, !isAnnounced { return }
    let story = FaultScenario.resetFull
    let bench = try story.bench()
    let declaration = try story.declaration(bench)
    let plan = try await bench.plan(declaration, .reset(.full))
    bench.recorder.inject(Fault(.ignoredWrite, on: .put, Self.reset))
    let once = Once { Self.play(sequel, bench, story) }
    let result = try await bench.apply(
      plan, declaration, hearing: isAnnounced ? story.announcements(bench) : nil,
      stopping: {
        if bench.recorder.log.resets > 0 { once.act() }
        return false
      })
    #expect(bench.recorder.resetsDone == 0)
    #expect(!result.done.contains { $0.step.act == .proveReset }, "\(result.message)")
    #expect(result.status != .done, "\(result.message)")
    for other in bench.network.recorders where other !== bench.recorder {
      #expect(other.log.writes == 0, "\(sequel): another device was written to")
    }
  }

  @Test func `a reset that keeps the password and every declared setting is proved by the log`() async throws {
    let bench = try ApplyBench {
      $0.behavior.fullReset = .keepsPassword
      $0.behavior.defaultAddress = ApplyBench.home
      $0.edits = [DocumentEdit("/ISAPI/System/time/ntpServers/1", "hostName", "ntp.example.org")]
    }
    let name = try #require(bench.recorder.text(at: "/ISAPI/System/deviceInfo", "deviceName"))
    let result = try await bench.converge(
      try bench.declaration("deviceName: \"\(name)\"\ntime: {zone: Asia/Shanghai}"), .reset(.full))
    #expect(bench.recorder.resetsDone == 1)
    let proof = try #require(result.done.first { $0.step.act == .proveReset }, "\(result.message)")
    #expect(proof.facts.contains { $0.contains("log shows the factory reset") }, "\(proof.facts)")
  }

  private static func play(_ sequel: Sequel, _ bench: ApplyBench, _ story: FaultScenario) {
    let network = bench.network
    switch sequel {
    case .nothing: break
    case .restart: bench.recorder.powerCycle()
    case .restartAndEdit:
      bench.recorder.powerCycle()
      bench.recorder.edit(DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "Embedded Net DVR"))
    case .inactiveAtDefault:
      bench.recorder.powerCycle()
      let model = bench.recorder.profile.model
      let stranger = RecorderProfile(model: model, family: .a, shortSerial: "0999999999", mac: "44:19:b6:00:ff:ff")
      network.plugIn(SimulatedRecorder(.factoryFresh(stranger), clock: bench.clock))
    case .inactiveInPlace:
      network.unplug(bench.recorder)
      network.plugIn(story.other(bench, isInactive: true))
    case .activeInPlace:
      network.unplug(bench.recorder)
      network.plugIn(story.other(bench, isInactive: false))
    case .clockForward: bench.clock.advance(by: .seconds(30 * 86_400))
    case .clockBack: bench.clock.advance(by: .seconds(-3600))
    case .passwordChanged:
      bench.recorder.powerCycle()
      bench.recorder.setAdministratorPassword(Secret("Somebody-2026"))
    }
  }
}

/// Something that is done the first time somebody asks for it.
private final class Once: Sendable {
  private let isDone = Mutex(false)
  private let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  func act() {
    let isFirst = isDone.withLock { isDone in
      defer { isDone = true }
      return !isDone
    }
    if isFirst { body() }
  }
}
