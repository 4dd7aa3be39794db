import CLibYAML
import Diagnostics

/// One thing libyaml saw in the text.
struct Event {
  enum Kind {
    case streamStart
    case streamEnd
    case documentStart(hasDirective: Bool)
    case documentEnd
    case alias
    case scalar(Node.Scalar, Properties)
    case sequenceStart(Properties)
    case sequenceEnd
    case mappingStart(Properties)
    case mappingEnd
  }

  /// What was written in front of a node.
  struct Properties {
    var anchor: String?
    var tag: String?
  }

  var kind: Kind
  var start: SourcePosition
  var end: SourcePosition
}

/// Where and why libyaml could not read on.
struct SyntaxProblem: Error {
  var problem: String
  var position: SourcePosition
  var context: String?
  var contextPosition: SourcePosition
}

/// The event interface of libyaml over a text in memory; the only place that holds its pointers.
struct EventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// Lines of the file in front of the text.
  private let skippedLines: Int

  /// Lets `body` read the events of a text; the parser is freed when it returns or throws.
  static func reading<Result>(
    _ text: String, behind skippedLines: Int, _ body: (borrowing EventReader) throws -> Result
  ) throws -> Result {
    var text = text
    return try text.withUTF8 { bytes in
      let reader = try EventReader(bytes, behind: skippedLines)
      return try body(reader)
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, behind skippedLines: Int) throws {
    self.skippedLines = skippedLines
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      let start = SourcePosition(line: 1, column: 1)
      throw SyntaxProblem(problem: "out of memory", position: start, context: nil, contextPosition: start)
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event; throws `SyntaxProblem`.
  func next() throws -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
    defer { yaml_event_delete(&event) }
    return Event(
      kind: kind(of: event), start: position(event.start_mark), end: position(event.end_mark))
  }

  private func kind(of event: yaml_event_t) -> Event.Kind {
    switch event.type {
    case YAML_STREAM_START_EVENT: return .streamStart
    case YAML_DOCUMENT_START_EVENT:
      let start = event.data.document_start
      return .documentStart(
        hasDirective: start.version_directive != nil || start.tag_directives.start != start.tag_directives.end)
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_ALIAS_EVENT: return .alias
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return .scalar(
        Node.Scalar(text, style: Node.Scalar.Style(scalar.style)), properties(scalar.anchor, scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      return .sequenceStart(properties(event.data.sequence_start.anchor, event.data.sequence_start.tag))
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      return .mappingStart(properties(event.data.mapping_start.anchor, event.data.mapping_start.tag))
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    default: return .streamEnd
    }
  }

  private func properties(
    _ anchor: UnsafeMutablePointer<UInt8>?, _ tag: UnsafeMutablePointer<UInt8>?
  ) -> Event.Properties {
    Event.Properties(
      anchor: anchor.map { String(cString: $0) }, tag: tag.map { String(cString: $0) })
  }

  /// libyaml counts from 0, in characters.
  private func position(_ mark: yaml_mark_t) -> SourcePosition {
    SourcePosition(line: Int(mark.line) + 1 + skippedLines, column: Int(mark.column) + 1)
  }

  private func problem() -> SyntaxProblem {
    SyntaxProblem(
      problem: parser.pointee.problem.map { String(cString: $0) } ?? "cannot be read",
      position: position(parser.pointee.problem_mark),
      context: parser.pointee.context.map { String(cString: $0) },
      contextPosition: position(parser.pointee.context_mark))
  }
}

extension Node.Scalar.Style {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}
