import FoundationEssentials

/// Diagnostics as one JSON document, for programs.
package struct DiagnosticDocument: Sendable, Hashable, Codable {
  /// One diagnostic; the places are nil when it is about the run as a whole.
  package struct Entry: Sendable, Hashable, Codable {
    package var severity: Diagnostic.Severity
    package var code: String
    package var message: String
    package var file: String?
    package var line: Int?
    package var column: Int?
    package var endLine: Int?
    package var endColumn: Int?
    /// All advice, one line each; empty where there is none.
    package var help: String
  }

  package var diagnostics: [Entry]
  package var summary: DiagnosticSummary

  package init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics.map(Entry.init)
    summary = DiagnosticSummary(diagnostics)
  }

  /// The document as text: keys sorted, two spaces of indentation, a newline at the end.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let bytes = try encoder.encode(self)
    return InertJSON.of(String(decoding: bytes, as: UTF8.self)) + "\n"
  }
}

extension DiagnosticDocument.Entry {
  fileprivate init(_ diagnostic: Diagnostic) {
    severity = diagnostic.severity
    code = diagnostic.code.text
    message = InertText.of(diagnostic.message)
    file = diagnostic.range?.file
    line = diagnostic.range?.start.line
    column = diagnostic.range?.start.column
    endLine = diagnostic.range?.end.line
    endColumn = diagnostic.range?.end.column
    let places = diagnostic.related.map {
      "\($0.text): \($0.range.file):\($0.range.start.line):\($0.range.start.column)"
    }
    help = ([diagnostic.label].compactMap(\.self) + places + diagnostic.help).map(InertText.of).joined(separator: "\n")
  }

  private enum CodingKeys: CodingKey {
    case severity, code, message, file, line, column, endLine, endColumn, help
  }

  /// Encodes every key, so that a reader finds `null` rather than nothing where there is no place.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(severity, forKey: .severity)
    try container.encode(code, forKey: .code)
    try container.encode(message, forKey: .message)
    try container.encode(file, forKey: .file)
    try container.encode(line, forKey: .line)
    try container.encode(column, forKey: .column)
    try container.encode(endLine, forKey: .endLine)
    try container.encode(endColumn, forKey: .endColumn)
    try container.encode(help, forKey: .help)
  }
}
