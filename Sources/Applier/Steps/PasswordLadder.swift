import ISAPI
import Planner
import Settings

/// Which of its two passwords a recorder takes, found out with at most one wrong try of each (product.md A, rotation).
struct PasswordLadder: Sendable {
  /// What came of one rung.
  private enum Rung {
    case taken
    case refused
    /// The password was refused earlier in this run, and so was not sent.
    case refusedBefore
  }

  static let neither = StepFailure(
    .unknown, "the recorder takes neither the declared nor the previous password",
    wayOut: "try both by hand, once each, and name the right one as previousPassword")

  /// Tries the declared password, then the previous one, from new connections; the link goes on with what is taken.
  ///
  /// Nil where neither is. A declared password that was refused earlier in the run may have been set meanwhile: the
  /// previous one tells, and only when that is refused too the declared one is sent again.
  static func climb(_ site: inout Worksite) async throws -> DeviceSnapshot.Login? {
    let first = try await attempt(.current, &site)
    if first == .taken { return .current }
    if try await attempt(.previous, &site) == .taken { return .previous }
    guard first == .refusedBefore else { return nil }
    site.link.forgetRefusals()
    return try await attempt(.current, &site) == .taken ? .current : nil
  }

  /// Sees the previous password refused, where a wrong try may be spent for it; gives the facts, or why it is not over.
  static func leavePrevious(_ site: inout Worksite) async throws -> Result<[String], StepFailure> {
    guard let previous = try? site.credentials(.previous), previous.password != site.link.credentials.password else {
      return .success([])
    }
    switch try await site.link.tryForRefusal(previous) {
    case .refused:
      // A login behind it clears the recorder's own count.
      await site.link.close()
      _ = try await site.link.session()
      return .success(["the previous password is refused"])
    case .taken:
      return .failure(
        StepFailure(
          .failed, "the recorder takes the previous password beside the new one",
          wayOut: "look at the accounts of the recorder, and restart it"))
    case .notTried: return .success(["the previous password was not tried, to save the recorder's login budget"])
    }
  }

  private static func attempt(_ login: DeviceSnapshot.Login, _ site: inout Worksite) async throws -> Rung {
    let (credentials, former) = (site.link.credentials, site.link.login)
    await site.link.use(try site.credentials(login), login: login)
    do {
      _ = try await site.link.session()
      return .taken
    } catch {
      await site.link.use(credentials, login: former)
      guard let refusal = error as? LoginRefused, refusal.reason == .wrongPassword else { throw error }
      return refusal.isRepeated ? .refusedBefore : .refused
    }
  }
}
