import ISAPI
import Planner
import Settings

/// Replaces the password of the account in use, once, and goes on with the new one (product.md A, rotation).
struct RotationWork: StepWork {
  let change: SettingChange
  private var requests: [Request] = []
  private var gotNoAnswer = false

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
    if case .unanswered = sent.result { gotNoAnswer = true }
    return sent.result
  }

  /// The recorder was found with the password it takes, which tells.
  mutating func settle(_ open: RunStanding.OpenStep, at site: inout Worksite) async throws -> Settlement {
    site.link.login == .current
      ? .done(facts: ["the recorder takes the declared password"])
      : .notDone(facts: ["the recorder takes the previous password"])
  }

  /// Logs in with the new password from a new connection; only then the old one is given up.
  mutating func prove(at site: inout Worksite) async throws -> Proof {
    let previous = site.link.credentials
    await site.link.use(try site.credentials(.current), login: .current)
    do {
      _ = try await site.link.session()
      return .holds(facts: ["logged in with the new password"])
    } catch let refusal as LoginRefused where refusal.reason == .wrongPassword {
      await site.link.use(previous, login: .previous)
      guard gotNoAnswer, (try? await site.link.session()) != nil else {
        return .failed(
          StepFailure(
            .unknown, "the recorder accepted a new password and does not take it",
            wayOut: "try both passwords by hand, once each"))
      }
      return .failed(StepFailure(.failed, "the recorder still takes the previous password", wayOut: "apply again"))
    }
  }
}
