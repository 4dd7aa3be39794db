import Applier
import Diagnostics
import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings

/// All runs of a state folder, the newest first, damaged ones at the end.
struct RunShelf {
  /// A run whose record cannot be believed.
  struct DamagedRun: Sendable {
    var id: RunID
    var damage: JournalDamage
    /// The plan beside the journal, where it is still readable.
    var plan: Plan?
  }

  let stories: [RunStory]
  let damaged: [DamagedRun]

  /// Reads all runs; those whose process holds the lock of its recorder at this moment are still going on.
  init(in state: any StateStore, at now: Date) throws {
    var stories: [RunStory] = []
    var damaged: [DamagedRun] = []
    for (id, reading) in try RunRecord.all(in: state) {
      switch reading {
      case .success(let record): stories.append(RunStory(record, isRunning: Self.isRunning(record, in: state, at: now)))
      case .failure(let damage): damaged.append(DamagedRun(id: id, damage: damage, plan: Self.plan(of: id, in: state)))
      }
    }
    self.stories = stories.sorted { ($0.last, $0.began, $0.id.description) > ($1.last, $1.began, $1.id.description) }
    self.damaged = damaged
  }

  private static func isRunning(_ record: RunRecord, in state: any StateStore, at now: Date) -> Bool {
    let folder = record.plan.target.identity.serial.map(DeviceFolder.init(serial:))
    let bytes = folder.flatMap { try? state.read($0.lock) }
    guard let lock = bytes.flatMap(LockRecord.init(bytes:)), lock.run == record.id.description else { return false }
    return state.isAlive(lock.process) ?? lock.isFresh(at: now)
  }

  private static func plan(of id: RunID, in state: any StateStore) -> Plan? {
    let plans = (try? state.read(id.plan)).flatMap { try? PlanFile.plans(in: $0, tool: ToolVersion.current) }
    return plans?.first
  }

  /// A run of a recorder whose record is damaged and behind which no other one was planned.
  func damaged(at serial: String) -> DamagedRun? {
    let newest = stories.filter { $0.plan.target.identity.serial == serial }.map(\.plan.createdAt).max()
    return damaged.first { run in
      guard let plan = run.plan, plan.target.identity.serial == serial else { return false }
      return newest.map { plan.createdAt >= $0 } ?? true
    }
  }

  /// Whether a run has this id.
  func has(_ id: String) -> Bool {
    stories.contains { $0.id.description == id } || damaged.contains { $0.id.description == id }
  }

  /// The run with this id; throws where there is none, or where its record is damaged.
  func story(of id: String) throws -> RunStory {
    if let story = stories.first(where: { $0.id.description == id }) { return story }
    if let damaged = damaged.first(where: { $0.id.description == id }) { throw RunDamaged(damaged) }
    throw NoSuchRun(id: id, kept: stories.map(\.id.description) + damaged.map(\.id.description))
  }

  /// A later run of the same recorder that wrote to it, so that this one no longer tells how the recorder is.
  func successor(of story: RunStory) -> RunStory? {
    stories.first { other in
      other.id != story.id && other.hasSent && other.began > story.last
        && other.plan.target.identity.serial == story.plan.target.identity.serial
    }
  }

  /// The last run of each of some recorders, where it can still be brought to its end.
  func open(at serials: [String]) -> [RunStory] {
    serials.compactMap { serial in
      stories.first { $0.plan.target.identity.serial == serial && canResume($0) }
    }
  }

  /// Whether a run can still be brought to its end.
  func canResume(_ story: RunStory) -> Bool { story.isOpen && successor(of: story) == nil }
}
