/// How many diagnostics there are of each severity.
package struct DiagnosticSummary: Sendable, Hashable, Codable {
  package var errors: Int
  package var warnings: Int

  package init(_ diagnostics: [Diagnostic]) {
    errors = diagnostics.count { $0.severity == .error }
    warnings = diagnostics.count - errors
  }

  /// The counts in words: `3 errors, 1 warning`.
  package var text: String {
    let parts = [Self.count(errors, "error"), Self.count(warnings, "warning")].compactMap(\.self)
    return parts.isEmpty ? "no errors" : parts.joined(separator: ", ")
  }

  private static func count(_ number: Int, _ noun: String) -> String? {
    switch number {
    case 0: nil
    case 1: "1 \(noun)"
    default: "\(number) \(noun)s"
    }
  }
}
