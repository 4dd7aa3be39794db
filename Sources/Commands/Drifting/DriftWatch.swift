import Applier
import Device
import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings
import XML

/// Looks at a recorder for what moved since it was applied last; reads only.
struct DriftWatch: Sendable {
  /// The runs that are kept.
  var shelf: RunShelf
  /// Whether the recorder's own log is asked about what differs.
  var readsLog: Bool
  var clock: any WallClock

  private static let time: Endpoint = "/ISAPI/System/time"

  /// What moved on a recorder that has no administrator any more.
  func drift(ofInactive plan: Plan) -> Drift {
    Drift(plan, on: nil, since: plan.target.identity.serial.flatMap { shelf.lastApply(at: $0) })
  }

  /// What moved on a recorder that was read.
  func drift(
    of plan: Plan, on snapshot: DeviceSnapshot, over session: any DeviceTransport
  ) async throws -> Drift {
    let drift = Drift(plan, on: snapshot, since: shelf.lastApply(of: snapshot.identity))
    guard readsLog, drift.asksForCause, let last = drift.last else { return drift }
    return drift.explained(by: try await log(since: last, over: session))
  }

  /// The entries from the last apply on, which the search begins with to see how far back the log goes.
  private func log(since last: LastApply, over session: any DeviceTransport) async throws -> DriftLog {
    guard let time = try await recorderTime(over: session) else { return DriftLog(.refused) }
    let search = LogSearch(
      "Operation", from: time.text(of: last.began.addingTimeInterval(-Self.margin)),
      to: time.text(of: clock.now.addingTimeInterval(Self.margin)))
    guard let finding = try await LogReader(session).finding(search) else { return DriftLog(.refused) }
    let dated = finding.entries.compactMap { entry in time.date(of: entry.time).map { DatedLogEntry(entry, at: $0) } }
    return DriftLog(
      of: dated, isCutShort: finding.isCutShort, since: last, until: clock.now, ownHost: session.ownHost)
  }

  /// What a search goes beyond the time that is meant, since clocks are set and change with the season.
  private static let margin = 7200.0

  private func recorderTime(over session: any DeviceTransport) async throws -> RecorderTime? {
    do {
      return RecorderTime(try await session.document(at: Self.time).root, at: clock.now)
    } catch let error as CancellationError {
      throw error
    } catch {
      return nil
    }
  }
}

extension RunShelf {
  /// The newest run that brought a recorder to what was declared, by what the recorder says of itself.
  func lastApply(of identity: DeviceIdentity) -> LastApply? {
    lastApply { $0.plan.target.identity.serial.map(identity.hasSerial) ?? false }
  }

  /// The same by the serial that its manifest declares.
  func lastApply(at serial: String) -> LastApply? { lastApply { $0.plan.target.identity.serial == serial } }

  private func lastApply(where isMeant: (RunStory) -> Bool) -> LastApply? {
    let own = stories.filter(isMeant)
    guard let last = own.first(where: { $0.ending == .ended(.done) }) else { return nil }
    let unfinished = own.first { $0.began > last.last && $0.hasSent }
    return LastApply(
      run: last.id.description, began: last.began, ended: last.last, plan: last.plan,
      unfinished: unfinished?.id.description)
  }
}
