import Applier
import FoundationEssentials
import Planner

/// One run as one JSON document, for programs.
struct RunDocument: Encodable {
  /// How far one step came.
  struct Step: Encodable {
    var number: Int
    var name: String
    var effect: PlanStep.Effect
    var progress: String
  }

  /// One record of the journal without its chain.
  struct Record: Encodable {
    var time: Date
    var event: String
    var step: Int?
    var facts: [String]
  }

  var formatVersion = 1
  var kind = "RunReport"
  var summary: RunSummary
  var steps: [Step]
  var records: [Record]
  /// Bytes of a last record that was torn and is left out.
  var tornBytes: Int

  init(_ story: RunStory, summary: RunSummary) {
    self.summary = summary
    steps = story.plan.steps.map {
      Step(number: $0.number, name: $0.name, effect: $0.effect, progress: story.progress(of: $0).rawValue)
    }
    records = story.journal.records.map {
      Record(time: $0.time, event: $0.entry.event.rawValue, step: $0.entry.step, facts: $0.entry.facts)
    }
    tornBytes = story.journal.tornBytes
  }
}
