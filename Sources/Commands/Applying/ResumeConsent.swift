import Applier
import Diagnostics
import Planner

/// The yes of a person to going on with runs: typed on a terminal, or given beforehand.
struct ResumeConsent {
  /// Runs that were agreed to by name.
  var agreed: [String]
  var isYes: Bool
  /// Whether the runs themselves were named, which is a yes where nobody can be asked.
  var isNamed: Bool
  var console: Console

  /// Throws where a yes is missing.
  func agree(to stories: [RunStory]) throws {
    for id in agreed where !stories.contains(where: { $0.id.description == id }) {
      throw ConsentMissing("run \(id) is not one of those to go on with", advice: "see  nvrctl history")
    }
    for story in stories where !isYes && !agreed.contains(story.id.description) { try agree(to: story) }
  }

  private func agree(to story: RunStory) throws {
    guard console.isInteractive else {
      if isNamed { return }
      throw ConsentMissing(
        "run \(story.id) is open, and nobody to ask", advice: "add --continue \(story.id) when you have seen it")
    }
    let answer = console.answer(to: "\(Self.question(story)) [y/N] ") ?? ""
    guard ["y", "yes"].contains(answer.lowercased()) else { throw ConsentMissing("not resumed", advice: "") }
  }

  private static func question(_ story: RunStory) -> String {
    let count = story.plan.steps.count
    guard let step = story.openStep else { return "Bring run \(story.id) to its end?" }
    let reset = story.plan.steps.first { $0.act == .reset && $0.number >= step.number }
    let ahead = reset.map { story.progress(of: $0) == .notBegun ? ", FACTORY RESET included" : "" } ?? ""
    return "Continue with step \(step.number) of \(count)\(ahead)?"
  }
}
