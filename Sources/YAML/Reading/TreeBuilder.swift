import Diagnostics

/// Builds node trees from events and reports what the strict subset refuses.
struct TreeBuilder {
  private(set) var documents: [Node] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Why documents could not be read to their ends.
  private(set) var fatal: [Diagnostic] = []

  private let file: String
  private let limits: DocumentStream.Limits
  /// Behind so many documents that cannot be read, a file is no set of manifests.
  private static let brokenLimit = 100
  private var nodes = 0
  private var depth = 0

  /// Stops the reading of a file.
  private struct Stop: Error {
    var diagnostic: Diagnostic
  }

  init(file: String, limits: DocumentStream.Limits) {
    self.file = file
    self.limits = limits
  }

  /// Reads the documents of a text; behind one that cannot be read, the next is tried.
  mutating func build(from text: String) {
    var rest = RemainingText(text)
    repeat {
      do {
        try EventReader.reading(rest.text, behind: rest.skippedLines) { reader in
          while try buildNext(from: reader) {}
        }
        return
      } catch let problem as SyntaxProblem {
        depth = 0
        fatal.append(problem.diagnostic(file: file))
        rest.skip(toDocumentFrom: problem.position.line)
      } catch {
        if let stop = error as? Stop { fatal.append(stop.diagnostic) }
        return
      }
    } while !rest.isEmpty && fatal.count < Self.brokenLimit
  }

  /// Takes one event outside any document; false at the end of the stream.
  private mutating func buildNext(from reader: borrowing EventReader) throws -> Bool {
    let event = try reader.next()
    switch event.kind {
    case .streamEnd: return false
    case .documentStart(let hasDirective):
      if hasDirective { diagnostics.append(.directive(at: range(of: event))) }
      let root = try node(from: try reader.next(), reader)
      if root.scalar != Node.Scalar("") || root.isPoisoned { documents.append(root) }
      return true
    default: return true
    }
  }

  private mutating func node(from event: Event, _ reader: borrowing EventReader) throws -> Node {
    nodes += 1
    guard nodes <= limits.nodes else { throw Stop(diagnostic: .tooMany(limits.nodes, at: range(of: event))) }
    switch event.kind {
    case .scalar(let scalar, let properties):
      let isRefused = refuse(properties, at: event)
      return Node(.scalar(scalar), range: range(of: event), isPoisoned: isRefused)
    case .sequenceStart(let properties):
      let isRefused = refuse(properties, at: event)
      return try nested(event) { try $0.sequence(from: event, isPoisoned: isRefused, reader) }
    case .mappingStart(let properties):
      let isRefused = refuse(properties, at: event)
      return try nested(event) { try $0.mapping(from: event, isPoisoned: isRefused, reader) }
    default:
      diagnostics.append(.alias(at: range(of: event)))
      return Node(.scalar(Node.Scalar("")), range: range(of: event), isPoisoned: true)
    }
  }

  private mutating func nested(_ event: Event, _ body: (inout Self) throws -> Node) throws -> Node {
    // libyaml needs quadratic time for nested flow collections: stop while reading, not afterwards.
    guard depth < limits.depth else { throw Stop(diagnostic: .tooDeep(limits.depth, at: range(of: event))) }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private mutating func sequence(
    from start: Event, isPoisoned: Bool, _ reader: borrowing EventReader
  ) throws -> Node {
    var items: [Node] = []
    while true {
      let event = try reader.next()
      if case .sequenceEnd = event.kind {
        let end = end(of: start, closing: event, lastPart: items.last?.range.end)
        return Node(
          .sequence(items), range: SourceRange(file: file, start: start.start, end: end), isPoisoned: isPoisoned)
      }
      items.append(try node(from: event, reader))
    }
  }

  private mutating func mapping(
    from start: Event, isPoisoned: Bool, _ reader: borrowing EventReader
  ) throws -> Node {
    var entries = MappingEntries()
    var isPoisoned = isPoisoned
    var lastPart: SourcePosition?
    while true {
      let event = try reader.next()
      if case .mappingEnd = event.kind {
        let end = end(of: start, closing: event, lastPart: lastPart)
        return Node(
          .mapping(entries.entries), range: SourceRange(file: file, start: start.start, end: end),
          isPoisoned: isPoisoned)
      }
      let known = diagnostics.count
      let key = try node(from: event, reader)
      if key.scalar?.text == "<<", key.scalar?.style == .plain {
        try skipMerge(at: key.range, reader)
        isPoisoned = true
        continue
      }
      let value = try node(from: try reader.next(), reader)
      lastPart = max(key.range.end, value.range.end)
      guard let name = key.scalar?.text, !key.isPoisoned else {
        if diagnostics.count == known { diagnostics.append(.keyIsNotText(at: key.range)) }
        isPoisoned = true
        continue
      }
      let entry = Node.Entry(name: name, nameRange: key.range, value: value)
      if let first = entries.add(entry) { diagnostics.append(.duplicate(entry, first: first)) }
    }
  }

  /// Reports a merge key once, whatever stands behind it.
  private mutating func skipMerge(at key: SourceRange, _ reader: borrowing EventReader) throws {
    let known = diagnostics.count
    _ = try node(from: try reader.next(), reader)
    diagnostics.removeSubrange(known...)
    diagnostics.append(.mergeKey(at: key))
  }

  /// Reports anchors and tags; true when a tag leaves the meaning of the node open.
  private mutating func refuse(_ properties: Event.Properties, at event: Event) -> Bool {
    if let anchor = properties.anchor {
      diagnostics.append(.anchor(at: marker(event, length: anchor.unicodeScalars.count + 1)))
    }
    guard let tag = properties.tag else { return false }
    if properties.anchor == nil { diagnostics.append(.tag(tag, at: marker(event, length: 1))) }
    return true
  }

  private func marker(_ event: Event, length: Int) -> SourceRange {
    var end = event.start
    end.column += length
    return SourceRange(file: file, start: event.start, end: end)
  }

  private func range(of event: Event) -> SourceRange {
    SourceRange(file: file, start: event.start, end: event.end)
  }

  /// A block collection ends where its last part does; libyaml's own mark is at the next line.
  private func end(of start: Event, closing: Event, lastPart: SourcePosition?) -> SourcePosition {
    let isFlow = closing.start != closing.end
    return isFlow ? closing.end : lastPart ?? start.end
  }
}
