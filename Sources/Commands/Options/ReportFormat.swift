import ArgumentParser

/// How a report is written; the form never changes the exit status.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  /// For people.
  case text
  /// For programs.
  case json
}
