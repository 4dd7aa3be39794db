/// One mistake in what the user wrote, or one remark on it.
///
/// Diagnostics are collected, never thrown, so that one run reports every mistake.
package struct Diagnostic: Sendable, Hashable {
  /// How bad it is; only an error makes a manifest unusable.
  package enum Severity: String, Sendable, Hashable, Codable {
    case error
    case warning
  }

  /// A stable name for one kind of diagnostic, such as `NVR0107`, which `nvrctl explain` knows.
  package struct Code: Sendable, Hashable, Comparable, ExpressibleByStringLiteral {
    /// The code as printed.
    package let text: String

    package init(stringLiteral text: String) { self.text = text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
  }

  /// A second place that matters, with a few words on why.
  package struct Related: Sendable, Hashable {
    package var range: SourceRange
    package var text: String

    package init(_ range: SourceRange, _ text: String) {
      self.range = range
      self.text = text
    }
  }

  package var severity: Severity
  package var code: Code
  /// One sentence: lower case, no full stop, user text in double quotes.
  package var message: String
  /// Where it is; a diagnostic without a place is about the run as a whole.
  package var range: SourceRange?
  /// A few words drawn beside the caret, such as `did you mean "gateway"?`.
  package var label: String?
  /// Other places involved, such as the first of two duplicates.
  package var related: [Related]
  /// Lines of advice.
  package var help: [String]
  /// True when the marked text must not be shown, as for a password written in the file.
  package var hidesText: Bool

  package init(
    _ severity: Severity, _ code: Code, _ message: String, at range: SourceRange?, label: String? = nil,
    related: [Related] = [], help: [String] = [], hidesText: Bool = false
  ) {
    self.severity = severity
    self.code = code
    self.message = ShortenedText.of(message)
    self.range = range
    self.label = label.map(ShortenedText.of)
    self.related = related
    self.help = help.map(ShortenedText.of)
    self.hidesText = hidesText
  }

  /// An error, the usual case.
  package static func error(
    _ code: Code, _ message: String, at range: SourceRange?, label: String? = nil, related: [Related] = [],
    help: [String] = [], hidesText: Bool = false
  ) -> Self {
    Self(.error, code, message, at: range, label: label, related: related, help: help, hidesText: hidesText)
  }

  /// A remark that stops nothing.
  package static func warning(
    _ code: Code, _ message: String, at range: SourceRange?, label: String? = nil, related: [Related] = [],
    help: [String] = []
  ) -> Self {
    Self(.warning, code, message, at: range, label: label, related: related, help: help)
  }
}
