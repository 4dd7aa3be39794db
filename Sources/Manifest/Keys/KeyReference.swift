import Settings

/// What is told of one key of a manifest: `nvrctl explain network.gateway`.
package struct KeyReference: Sendable, Hashable {
  /// The path below `spec`.
  package let path: String
  package let documentation: String
  /// What may be written, in words.
  package let value: String
  /// The keys below it.
  package let keys: [String]

  /// The key at a path such as `cameras[].record.mode` or `spec.time.zone`; nil where there is none.
  package init?(_ path: String) {
    var steps = path.split(separator: ".").map { $0.hasSuffix("[]") ? String($0.dropLast(2)) : String($0) }
    if steps.first == "spec" { steps.removeFirst() }
    guard let last = steps.last else { return nil }
    let found = [SpecKeys.recorder, SpecKeys.site].lazy.compactMap { Self.find(steps[...], in: $0) }.first
    guard let found else { return nil }
    self.path = steps.joined(separator: ".")
    switch found.content {
    case .value(let field):
      (documentation, value, keys) = (field.documentation, field.schema.inWords, [])
    case .mapping(let children):
      (documentation, value) = (KeyDocumentation.text(of: last, holding: found) ?? "", "keys of its own")
      keys = children.keys.sorted()
    case .items(let item, let identity):
      (documentation, value) = (
        KeyDocumentation.text(of: last, holding: found) ?? "", "a list, each item told by its \"\(identity)\""
      )
      keys = item.children?.keys.sorted() ?? []
    case .misplaced: return nil
    }
  }

  /// Every path there is, for a did-you-mean.
  package static var allPaths: [String] { paths(below: SpecKeys.recorder) + paths(below: SpecKeys.site) }

  private static func find(_ steps: ArraySlice<String>, in tree: KeyTree) -> KeyTree? {
    guard let key = steps.first else { return tree }
    return ((tree.children ?? tree.item?.children)?[key]).flatMap { find(steps.dropFirst(), in: $0) }
  }

  private static func paths(below tree: KeyTree) -> [String] {
    (tree.children ?? tree.item?.children ?? [:]).sorted { $0.key < $1.key }.flatMap { key, child -> [String] in
      if case .misplaced = child.content { return [] }
      return [key] + paths(below: child).map { "\(key).\($0)" }
    }
  }
}

extension ValueSchema {
  /// What may be written, in words.
  var inWords: String {
    switch self {
    case .boolean: "true or false"
    case .integer(let range): "a whole number, \(range.lowerBound) to \(range.upperBound)"
    case .text(_, let maxBytes): maxBytes.map { "text of at most \($0) bytes" } ?? "text"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .list(let item, let max): "a list" + (max.map { " of at most \($0)" } ?? "") + ", each \(item.inWords)"
    case .secret: "a secret: {env: NAME}, {file: PATH} or {exec: [PROGRAM, ARGUMENT]}"
    }
  }
}
