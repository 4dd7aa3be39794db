import Diagnostics
import Planner

/// Bad news about the world in the words of a person: what happened, why, what to do, and how the run ends.
struct Problem: Error, Sendable, Hashable {
  /// One sentence: lower case, no full stop.
  var summary: String
  /// Facts that help, one a line.
  var facts: [String]
  /// What to do now, one piece of advice a line.
  var advice: [String]
  var status: ExitStatus

  init(_ summary: String, facts: [String] = [], advice: [String] = [], status: ExitStatus) {
    self.summary = summary
    self.facts = facts.filter { !$0.isEmpty }
    self.advice = advice.filter { !$0.isEmpty }
    self.status = status
  }

  /// The text as shown: the sentence, then facts and advice below it.
  func text(width: Int) -> String {
    let head = wrapped("error: \(summary)", first: "", rest: "  ", width: width)
    return (head + lines(of: facts + advice, indent: "  ", width: width)).joined(separator: "\n") + "\n"
  }

  /// The sentence, facts and advice below something that names what they are about.
  func lines(indent: String, width: Int) -> [String] {
    wrapped(summary, first: indent, rest: indent, width: width)
      + lines(of: facts + advice, indent: indent, width: width)
  }

  private func lines(of texts: [String], indent: String, width: Int) -> [String] {
    texts.flatMap { wrapped($0, first: indent + "= ", rest: indent + "  ", width: width) }
  }

  private func wrapped(_ text: String, first: String, rest: String, width: Int) -> [String] {
    WrappedText.lines(of: InertText.of(ShortenedText.of(text)), width: width - rest.count).enumerated().map {
      index, line in
      (index == 0 ? first : rest) + line
    }
  }
}

/// An error that already is what should be said.
protocol Explained: Error {
  var problem: Problem { get }
}

extension Problem: Explained {
  var problem: Problem { self }
}
