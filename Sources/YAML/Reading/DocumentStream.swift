package import Diagnostics

/// The YAML documents of one file, and every mistake found while reading them.
///
/// The language is a strict subset of YAML 1.2: no tabs, anchors, aliases, merge keys, tags or directives,
/// no duplicate keys and no keys but text, so that what a reviewer reads is what is applied.
package struct DocumentStream: Sendable {
  /// Bounds on what one file may hold.
  package struct Limits: Sendable, Hashable {
    /// Bytes of the file.
    package var bytes = 1 << 20
    /// Levels of lists and mappings inside each other.
    package var depth = 64
    /// Scalars, lists and mappings together.
    package var nodes = 200_000

    package init() {}
  }

  /// The text, for drawing diagnostics; empty when the bytes are not text.
  package let source: SourceFile
  /// The documents that could be read, those without content left out.
  package let documents: [Node]
  package let diagnostics: [Diagnostic]
  /// Whether the whole file was read; if not, further documents may be hidden in it.
  package let isComplete: Bool

  /// Reads the bytes of a file; never throws, never crashes.
  package init(parsing bytes: [UInt8], file: String, limits: Limits = Limits()) {
    guard bytes.count <= limits.bytes else {
      self.init(refused: .tooLarge(bytes.count, limit: limits.bytes, file: file))
      return
    }
    switch CheckedText.check(bytes, file: file) {
    case .refused(let diagnostic, let source):
      self.init(refused: diagnostic, source: source)
    case .text(let checked):
      var builder = TreeBuilder(file: file, limits: limits)
      builder.build(from: checked.readable)
      self.init(checked, builder)
    }
  }

  /// Keeps what was built but for the documents whose text was not as it should be.
  private init(_ checked: CheckedText, _ builder: TreeBuilder) {
    guard !checked.diagnostics.isEmpty else {
      self.init(
        source: checked.source, documents: builder.documents, diagnostics: builder.diagnostics + builder.fatal,
        isComplete: builder.fatal.isEmpty)
      return
    }
    let order = DocumentOrder(checked.readable)
    let unstructured = Set(checked.linesWithoutStructure.map(order.document))
    let replaced = Set(checked.diagnostics.compactMap { $0.range.map { order.document(at: $0.start.line) } })
    func document(of range: SourceRange?) -> Int { order.document(at: range?.start.line ?? 1) }
    self.init(
      source: checked.source, documents: builder.documents.filter { !unstructured.contains(document(of: $0.range)) },
      diagnostics: checked.diagnostics
        + builder.diagnostics.filter { !unstructured.contains(document(of: $0.range)) }
        // Where characters had to be replaced, a syntax error says nothing of its own.
        + builder.fatal.filter { !replaced.contains(document(of: $0.range)) },
      isComplete: builder.fatal.isEmpty && unstructured.isEmpty)
  }

  private init(refused diagnostic: Diagnostic, source: SourceFile? = nil) {
    self.init(
      source: source ?? SourceFile(name: diagnostic.range?.file ?? "", text: ""), documents: [],
      diagnostics: [diagnostic], isComplete: false)
  }

  private init(source: SourceFile, documents: [Node], diagnostics: [Diagnostic], isComplete: Bool) {
    self.source = source
    self.documents = documents
    self.diagnostics = diagnostics
    self.isComplete = isComplete
  }
}

extension Diagnostic {
  fileprivate static func tooLarge(_ size: Int, limit: Int, file: String) -> Self {
    let start = SourcePosition(line: 1, column: 1)
    return .error(
      "NVR0001", "the file is \(size) bytes long, more than the \(limit) allowed",
      at: SourceRange(file: file, start: start, end: start),
      help: ["split it: one file for each recorder reads best"])
  }
}

extension DocumentStream {
  static let explanations = [
    DiagnosticExplanation(
      "NVR0001", "file too large",
      "A manifest file may hold at most 1 MiB. A real manifest is a few kilobytes; a larger file is usually not a "
        + "manifest at all. Split it into one file for each recorder, or point nvrctl at the right folder.")
  ]
}
