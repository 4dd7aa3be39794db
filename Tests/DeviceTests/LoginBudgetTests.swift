import Device
import FoundationEssentials
import Host
import ISAPI
import Logging
import Simulator
import TestSupport
import Testing

/// Whatever happens, and in whatever order, people keep three tries (product.md C4, S7).
@Suite struct LoginBudgetTests {
  /// Something that happens around a recorder.
  private enum Event: Hashable, CaseIterable {
    case wrongPassword, otherWrongPassword, rightPassword, wrongThenRight, wrongThenWrong
    case sessionsAtOnce, lanesAtOnce, longSession, recorderRestarts, timePasses, longTimePasses
  }

  /// One kind of recorder.
  struct Kind: Sendable, CustomTestStringConvertible {
    var check: RecorderBehavior.UserCheckAnswer
    var body: RecorderBehavior.RefusalBody
    var nonce: RecorderBehavior.OldNonce
    var forgets: Bool

    var testDescription: String { "\(check) \(body) \(nonce) \(forgets ? "forgets" : "never forgets")" }

    static let all: [Kind] = RecorderBehavior.UserCheckAnswer.allCases.flatMap { check in
      RecorderBehavior.RefusalBody.allCases.flatMap { body in
        RecorderBehavior.OldNonce.allCases.flatMap { nonce in
          [true, false].map { Kind(check: check, body: body, nonce: nonce, forgets: $0) }
        }
      }
    }
  }

  private static let otherWrong = Credentials(username: "admin", password: Secret("Wrong-Pass-2"))

  @Test(arguments: Kind.all.tried(sample: 12))
  func `no sequence of events leaves people fewer than three tries`(_ kind: Kind) async throws {
    for seed in 1...(TestExtent.isFull ? 60 : 8) as ClosedRange<UInt64> {
      var numbers = SeededNumbers(seed: seed)
      let bench = try Bench { change in
        change.behavior.userCheck = kind.check
        change.behavior.refusalBody = kind.body
        change.behavior.oldNonce = kind.nonce
        change.behavior.forgetsTries = kind.forgets
      }
      var story: [String] = []
      for _ in 1...25 {
        let event = Event.allCases.randomElement(using: &numbers) ?? .rightPassword
        let mishap: FrailProcess.Mishap =
          Int.random(in: 0..<4, using: &numbers) > 0
          ? .none : FrailProcess.Mishap.allCases.randomElement(using: &numbers) ?? .none
        story.append("\(event) \(mishap)")
        await happen(event, mishap, at: bench)
        try #require(bench.triesLeft >= 3, "seed \(seed), \(kind.testDescription): \(story)")
      }
    }
  }

  private func happen(_ event: Event, _ mishap: FrailProcess.Mishap, at bench: Bench) async {
    switch event {
    case .wrongPassword: await visit(bench, mishap, [.wrong])
    case .otherWrongPassword: await visit(bench, mishap, [Self.otherWrong])
    case .rightPassword: await visit(bench, mishap, [.right])
    case .wrongThenRight: await visit(bench, mishap, [.wrong, .right])
    case .wrongThenWrong: await visit(bench, mishap, [.wrong, Self.otherWrong])
    case .sessionsAtOnce:
      guard let gateway = gateway(bench, mishap) else { return }
      await withTaskGroup(of: Void.self) { group in
        for credentials in [.wrong, .right, Self.otherWrong, .wrong] as [Credentials] {
          group.addTask { await (try? await gateway.session(at: Bench.address, as: credentials))?.close() }
        }
      }
    case .lanesAtOnce:
      await withTaskGroup(of: Void.self) { group in
        for credentials in [.wrong, Self.otherWrong, .right] as [Credentials] {
          group.addTask { await visit(bench, mishap, [credentials]) }
        }
      }
    case .longSession:
      guard let gateway = gateway(bench, .none),
        let session = try? await gateway.session(at: Bench.address, as: .right)
      else { return }
      bench.clock.advance(by: .seconds(400))
      _ = try? await session.send(.get(.capabilities))
    case .recorderRestarts:
      bench.recorder.powerCycle()
      bench.clock.advance(by: .seconds(90))
    case .timePasses: bench.clock.advance(by: .seconds(100))
    case .longTimePasses: bench.clock.advance(by: .seconds(1900))
    }
  }

  /// Looks for the recorder as a new process would.
  private func visit(_ bench: Bench, _ mishap: FrailProcess.Mishap, _ credentials: [Credentials]) async {
    guard let gateway = gateway(bench, mishap) else { return }
    let located = try? await RecorderLocator(gateway).locate([Bench.address], as: credentials)
    if case .active(let login, _)? = located?.state { await login.transport.close() }
  }

  private func gateway(_ bench: Bench, _ mishap: FrailProcess.Mishap) -> DeviceGateway? {
    let process = FrailProcess(mishap)
    return try? DeviceGateway(
      dialer: FrailDialer(dialer: bench.network, process: process), declared: nil,
      folder: DeviceFolder(serial: bench.recorder.profile.serial),
      state: FrailState(store: bench.state, process: process),
      clock: bench.clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }
}
