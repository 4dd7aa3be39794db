import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings

/// What the steps of one run share: the recorder as it is reached, and what was learnt on the way.
struct Worksite: Sendable {
  let run: RunID
  /// The plan, its gates as they stand where a person lifted some limits.
  let plan: Plan
  let secrets: ResolvedSecrets
  let store: any StateStore
  var link: RecorderLink
  /// What the recorder announces about itself; nil where nobody can hear it.
  let announcements: Announcements?
  /// What was learnt on the way, beside where the recorder is and what it takes.
  private var learnt: RunMemory
  private let pauses: RunPauses
  /// Shows what the present step waits for.
  var showWaiting: @Sendable (Waiting) -> Void = { _ in }

  init(
    run: RunID, plan: Plan, secrets: ResolvedSecrets, pauses: RunPauses, store: any StateStore, link: RecorderLink,
    memory: RunMemory, announcements: Announcements?
  ) {
    self.run = run
    self.plan = plan
    self.secrets = secrets
    self.pauses = pauses
    self.store = store
    self.link = link
    learnt = memory
    self.announcements = announcements
  }

  /// What a later process must know to go on; where the recorder is and what it takes are the link's to say.
  var memory: RunMemory {
    get {
      var memory = learnt
      memory.address = link.address
      memory.login = link.login
      return memory
    }
    set { learnt = newValue }
  }

  /// The whole declaration behind one change.
  func desired(_ change: SettingChange) -> DesiredSetting {
    plan.settings.first { $0.setting == change.setting }
      ?? DesiredSetting(setting: change.setting, items: [change.wanted])
  }

  var clock: any WallClock { pauses.clock }

  /// The folder of the run.
  var folder: String { run.folder }

  /// Whether a person lifted the limit behind a gate, whether or not it held when the plan was made.
  func isAllowed(_ name: String) -> Bool {
    guard let gate = plan.gates.first(where: { $0.name == name }) else { return false }
    let allowances = Allowances(kept: learnt.allowances)
    return gate.state == .allowed || gate.limit.map { allowances[$0] != nil } == true
  }

  /// Whether the run is to end at the next safe point.
  var endsHere: Bool { pauses.endsHere() }

  /// Waits where the run may end as well: nothing is under way but looking; throws `StopAsked`.
  func rest(for pause: Duration) async throws { try await pauses.rest(for: pause) }

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

/// One act of a plan in the three movements that `ApplyProgress` asks for.
protocol StepWork: Sendable {
  /// Asks the device whether there is anything to do; what it throws fails the step.
  mutating func look(at site: inout Worksite) async throws -> Look
  /// Makes the write of an index.
  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult
  /// Reads back.
  mutating func prove(at site: inout Worksite) async throws -> Proof
  /// Asks the device what became of the step when a run was cut off in the middle of it; what it throws fails the step.
  mutating func settle(_ open: RunStanding.OpenStep, at site: inout Worksite) async throws -> Settlement
}

extension StepWork {
  /// Most steps can tell by looking: what is as wanted happened.
  mutating func settle(_ open: RunStanding.OpenStep, at site: inout Worksite) async throws -> Settlement {
    switch try await look(at: &site) {
    case .asWanted(let facts): .done(facts: facts)
    case .toDo, .cleared: .notDone(facts: [])
    case .failed(let failure): .failed(failure)
    }
  }
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
    /// What the recorder said where it refused.
    var refusal: DeviceRefusal?

    /// The same with one more fact about a write that was taken.
    func adding(_ fact: String?) -> Self {
      guard let fact, case .accepted(let facts, let more) = result else { return self }
      return Self(result: .accepted(facts: facts + [fact], more: more), needsRestart: needsRestart)
    }
  }

  /// Sends one request through the session and tells what came of it.
  mutating func send(_ request: Request) async -> Sent {
    let outgoing: OutgoingRequest
    do {
      outgoing = try await link.outgoing(request)
    } catch {
      // Whatever was asked beforehand, nothing of the write has left.
      await link.close()
      return Sent(result: .refused(StepFailure(error)))
    }
    return await send(outgoing, for: request)
  }

  private mutating func send(_ outgoing: OutgoingRequest, for request: Request) async -> Sent {
    do {
      let answer = try await link.session().answer(to: outgoing.request)
      if outgoing.isSealed, case .refused(let refusal) = answer, refusal.mayMeanUnreadable {
        return await send(try link.plain(request, after: refusal), for: request)
      }
      if case .refused(let refusal) = answer, refusal.asksForLoginPassword,
        let whole = try request.adding(loginPasswordOf: link.credentials)
      {
        return await send(try await link.outgoing(whole), for: whole).adding("with the password of the caller")
      }
      return Self.sent(answer, as: request).adding(outgoing.fact)
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
    case .refused(let refusal):
      let failure = StepFailure(.failed, refusal)
      return Sent(result: refusal.isDoubtful ? .doubtful(failure) : .refused(failure), refusal: refusal)
    case .notPresent(let status, _):
      let message = "the recorder answers \(status) for \(request.endpoint.path)"
      return Sent(result: .refused(StepFailure(.failed, message)))
    }
  }
}
