import Diagnostics

extension SyntaxProblem {
  /// The problem in plain words, at the place where it can be mended.
  func diagnostic(file: String) -> Diagnostic {
    let here = SourceRange(file: file, at: position)
    let opening = SourceRange(file: file, at: contextPosition)
    let isInQuotes = context?.contains("quoted scalar") == true
    let isInFlow = context?.contains("flow") == true
    switch problem {
    case _ where isInQuotes && problem.contains("unexpected"):
      return .syntax("this quote is never closed", at: opening)
    case _ where isInFlow && problem.contains("did not find expected ','"):
      let bracket = problem.contains("']'") ? "]" : "}"
      return .syntax(
        "expected \",\" or \"\(bracket)\" here", at: here, related: [Diagnostic.Related(opening, "opened here")])
    case "mapping values are not allowed in this context":
      return .syntax(
        "a key cannot begin here", at: here,
        help: ["text with \": \" in it needs quotes", "a key in a mapping of its own goes on the next line"])
    case "did not find expected key", "did not find expected '-' indicator":
      return .syntax(
        "the indentation of this line fits nothing above it", at: here,
        related: [Diagnostic.Related(opening, "the block begins here")])
    case "could not find expected ':'":
      return .syntax("a key without \":\" behind it", at: opening, help: ["write  key: value"])
    case "found character that cannot start any token":
      return .syntax("no value can begin with this character", at: here, help: ["put the text in quotes"])
    case "found unknown escape character":
      return .syntax(
        "there is no such escape in double quotes", at: here, help: ["use single quotes, or write \\\\ for a backslash"]
      )
    default:
      return .syntax(context.map { "\(problem) (\($0))" } ?? problem, at: here)
    }
  }

  static let explanations = [
    DiagnosticExplanation(
      "NVR0005", "not well-formed YAML",
      "The text breaks the grammar of YAML at this place, so the rest of the file was not read. Other files are "
        + "still checked. Look at the indentation, at quotes and brackets that are not closed, and at text with "
        + "\": \" or \" #\" in it, which needs quotes.")
  ]
}

extension Diagnostic {
  fileprivate static func syntax(
    _ message: String, at range: SourceRange, related: [Related] = [], help: [String] = []
  ) -> Self {
    .error("NVR0005", message, at: range, related: related, help: help)
  }
}
