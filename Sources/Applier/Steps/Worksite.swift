import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings

/// What the steps of one run share: the recorder as it is reached, and what was learnt on the way.
struct Worksite: Sendable {
  let plan: Plan
  let secrets: ResolvedSecrets
  let clock: any WallClock
  let store: any StateStore
  var link: RecorderLink
  /// What the recorder announces about itself; nil where nobody can hear it.
  let announcements: Announcements?
  /// Whether a write was answered with 7 and no restart came behind it (isapi.md 1.6).
  var isRestartDue = false
  /// Where the recorder will answer behind the restart that is due, where that is another port than now.
  var addressBehindRestart: DeviceAddress?
  /// When the reset left, and what the recorder had before it.
  var reset: ResetRequest?
  /// Whether somebody asked for an end.
  let shouldStop: @Sendable () -> Bool
  /// Shows what the present step waits for.
  var showWaiting: @Sendable (Waiting) -> Void = { _ in }

  init(
    plan: Plan, secrets: ResolvedSecrets, clock: any WallClock, store: any StateStore, link: RecorderLink,
    announcements: Announcements?, shouldStop: @escaping @Sendable () -> Bool
  ) {
    self.plan = plan
    self.secrets = secrets
    self.clock = clock
    self.store = store
    self.link = link
    self.announcements = announcements
    self.shouldStop = shouldStop
  }

  /// The whole declaration behind one change.
  func desired(_ change: SettingChange) -> DesiredSetting {
    plan.settings.first { $0.setting == change.setting }
      ?? DesiredSetting(setting: change.setting, items: [change.wanted])
  }

  /// Waits where the run may end as well: nothing is under way but looking; throws `StopAsked`.
  func rest(for pause: Duration) async throws {
    if shouldStop() { throw StopAsked() }
    try await clock.sleep(for: pause)
  }

  /// What the recorder announces now.
  func announcement() async throws -> DiscoveredDevice? {
    try await announcements?.device(within: .seconds(2))
  }

  /// Seconds since a moment.
  func seconds(since start: Date) -> Double { clock.now.timeIntervalSince(start) }

  /// The credentials with the declared password.
  func credentials(_ login: DeviceSnapshot.Login) throws -> Credentials {
    try plan.target.credentials(login, secrets)
  }
}

extension Plan.Target {
  /// The account with one of its passwords; throws `StepFailure` where it is not at hand.
  func credentials(_ login: DeviceSnapshot.Login, _ secrets: ResolvedSecrets) throws -> Credentials {
    let reference = login == .current ? account.password : account.previousPassword
    guard let reference, let password = secrets[reference] else {
      throw StepFailure(
        .failed, "the password of \(account.username) is not at hand", wayOut: "give it in the manifest by reference")
    }
    return Credentials(username: account.username, password: password)
  }
}

/// Somebody asked for an end while a step only waited.
struct StopAsked: Error {}

/// A reset that was sent.
struct ResetRequest: Sendable {
  /// When it left.
  var time: Date
  /// Where it was sent.
  var address: DeviceAddress
  /// The live fields before it.
  var fields: [String: String]
  /// Where an inactive device stood before it, which must be another one.
  var strangers: Set<DeviceAddress>
}

/// One act of a plan in the three movements that `ApplyProgress` asks for.
protocol StepWork: Sendable {
  /// Asks the device whether there is anything to do; what it throws fails the step.
  mutating func look(at site: inout Worksite) async throws -> Look
  /// Makes the write of an index.
  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult
  /// Reads back.
  mutating func prove(at site: inout Worksite) async throws -> Proof
}

/// A step that writes nothing: looking is all there is to it.
protocol ReadingWork: StepWork {}

extension ReadingWork {
  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult { .accepted(facts: []) }
  mutating func prove(at site: inout Worksite) async throws -> Proof { .holds(facts: []) }
}

extension Worksite {
  /// What became of one request.
  struct Sent {
    var result: WriteResult
    /// Whether it takes effect only behind a restart (isapi.md 1.6, code 7).
    var needsRestart = false
  }

  /// Sends one request through the session and tells what came of it.
  mutating func send(_ request: Request) async -> Sent {
    do {
      return Self.sent(try await link.session().answer(to: request), as: request)
    } catch let error as TransportError where error.mayHaveHadEffect {
      await link.close()
      return Sent(result: .unanswered(fact: "no answer: \(error.reason.rawValue)"))
    } catch is CancellationError {
      await link.close()
      return Sent(result: .unanswered(fact: "no answer: cancelled"))
    } catch {
      await link.close()
      return Sent(result: .refused(StepFailure(error)))
    }
  }

  private static func sent(_ answer: DeviceAnswer, as request: Request) -> Sent {
    switch answer {
    case .done: return Sent(result: .accepted(facts: ["accepted"]))
    case .document, .content: return Sent(result: .accepted(facts: ["an answer of another kind"]))
    case .rebootRequired:
      return Sent(result: .accepted(facts: ["accepted, in effect after a restart"]), needsRestart: true)
    case .busy(let refusal): return Sent(result: .busy(StepFailure(.failed, refusal)))
    case .refused(let refusal): return Sent(result: .refused(StepFailure(.failed, refusal)))
    case .notPresent(let status, _):
      let message = "the recorder answers \(status) for \(request.endpoint.path)"
      return Sent(result: .refused(StepFailure(.failed, message, wayOut: "plan again")))
    }
  }
}
