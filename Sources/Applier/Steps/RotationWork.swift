import ISAPI
import Planner
import Settings

/// Replaces the password of the account in use, once, and goes on with the new one (product.md A, rotation).
///
///     set -> new connection with the new password -> the old one refused, where a wrong try may be spent -> go on
struct RotationWork: StepWork {
  let change: SettingChange
  private var requests: [Request] = []

  init(_ change: SettingChange) { self.change = change }

  mutating func look(at site: inout Worksite) async throws -> Look {
    _ = try await site.link.session()
    guard site.link.login == .previous else { return .asWanted(facts: ["the recorder takes the declared password"]) }
    let desired = DesiredSetting(setting: change.setting, items: [change.wanted])
    let snapshot = try await site.link.snapshot(of: [desired])
    requests = try AdminAccount.requests(for: change, on: snapshot, secrets: site.secrets)
    return .toDo(requests.map(PlannedWrite.init))
  }

  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult {
    let sent = await site.send(requests[index])
    if sent.needsRestart { site.memory.isRestartDue = true }
    // Without an answer nobody knows whether the new password is right by now: it keeps its one try.
    if case .accepted = sent.result { site.link.forgetRefusals() }
    return sent.result
  }

  /// The recorder was found with the password it takes, which tells.
  mutating func settle(_ open: RunStanding.OpenStep, at site: inout Worksite) async throws -> Settlement {
    guard site.link.login == .current else { return .notDone(facts: ["the recorder takes the previous password"]) }
    switch try await PasswordLadder.leavePrevious(&site) {
    case .success(let facts): return .done(facts: ["the recorder takes the declared password"] + facts)
    case .failure(let failure): return .failed(failure)
    }
  }

  /// Logs in with the new password from a new connection; only then the old one is given up.
  mutating func prove(at site: inout Worksite) async throws -> Proof {
    switch try await PasswordLadder.climb(&site) {
    case .current?:
      switch try await PasswordLadder.leavePrevious(&site) {
      case .success(let facts): return .holds(facts: ["logged in with the new password"] + facts)
      case .failure(let failure): return .failed(failure)
      }
    case .previous?:
      return .differs(
        StepFailure(.failed, "the recorder still takes the previous password"), isUntouched: true)
    case nil: return .failed(PasswordLadder.neither)
    }
  }
}
