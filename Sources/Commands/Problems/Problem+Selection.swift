import Diagnostics
import Planner

/// A name on the command line that no recorder has.
struct NoSuchRecorder: Explained {
  var name: String
  var declared: [String]

  var problem: Problem {
    let near = Suggestion.nearest(to: name, among: declared).map { "did you mean \"\($0)\"?" } ?? ""
    return Problem(
      "no recorder is called \"\(name)\"", facts: [near, "there are: " + declared.joined(separator: ", ")],
      status: .refused)
  }
}

/// Manifests without a single recorder; a run that reaches nothing must not look like success.
struct NoRecorders: Explained {
  var problem: Problem {
    Problem("the manifests declare no recorder", advice: ["name files or folders with a Recorder"], status: .refused)
  }
}

/// Manifests with errors in them, which are shown where they stand.
struct ManifestsInvalid: Explained {
  /// The drawn diagnostics.
  var summary: DiagnosticSummary

  var problem: Problem {
    Problem("the manifests cannot be used: \(summary.text); no device was contacted", status: .failed)
  }
}
