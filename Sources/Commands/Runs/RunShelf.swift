import Applier
import Diagnostics
import FoundationEssentials
import Host
import Planner
import Settings

/// All runs of a state folder, the newest first, damaged ones at the end.
struct RunShelf {
  /// A run whose record cannot be believed.
  struct DamagedRun: Sendable {
    var id: RunID
    var damage: JournalDamage
  }

  let stories: [RunStory]
  let damaged: [DamagedRun]

  init(in state: any StateStore) throws {
    var stories: [RunStory] = []
    var damaged: [DamagedRun] = []
    for (id, reading) in try RunRecord.all(in: state) {
      switch reading {
      case .success(let record): stories.append(RunStory(record))
      case .failure(let damage): damaged.append(DamagedRun(id: id, damage: damage))
      }
    }
    self.stories = stories.sorted { ($0.last, $0.began, $0.id.description) > ($1.last, $1.began, $1.id.description) }
    self.damaged = damaged
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

  /// Whether a run can still be brought to its end.
  func canResume(_ story: RunStory) -> Bool { story.isOpen && successor(of: story) == nil }
}
