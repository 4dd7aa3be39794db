import Settings

/// The schema of a tree of keys.
enum KeySchema {
  /// The schema of what may stand behind a key.
  static func value(of keys: KeyTree, key: String) -> JSONValue {
    switch keys.content {
    case .value(let field): return described(field.documentation, by: value(of: field.schema))
    case .misplaced: return false
    case .mapping(let children):
      return described(KeyDocumentation.text(of: key, holding: keys), by: mapping(children, required: []))
    case .items(let item, let identity):
      return described(
        KeyDocumentation.text(of: key, holding: keys),
        by: [("type", "array"), ("items", .object(mapping(item.children ?? [:], required: [identity])))])
    }
  }

  private typealias Members = [(name: String, value: JSONValue)]

  private static func mapping(_ children: [String: KeyTree], required: [String]) -> Members {
    let allowed = children.sorted { $0.key < $1.key }.filter { _, child in
      if case .misplaced = child.content { false } else { true }
    }
    let properties = allowed.map { (name: $0.key, value: value(of: $0.value, key: $0.key)) }
    return [("type", "object"), ("additionalProperties", false)]
      + (required.isEmpty ? [] : [("required", .list(required.map { .text($0) }))])
      + [("properties", .object(properties))]
  }

  private static func described(_ documentation: String?, by members: Members) -> JSONValue {
    .object((documentation.map { [("description", .text($0))] } ?? []) + members)
  }

  private static func value(of schema: ValueSchema) -> Members {
    switch schema {
    case .boolean: return [("type", "boolean")]
    case .integer(let range):
      return [("type", "integer"), ("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))]
    case .text(let pattern, let maxBytes):
      return [("type", "string"), ("minLength", 1)]
        + (maxBytes.map { [("maxLength", .number($0))] } ?? [])
        + (pattern.map { [("pattern", .text($0))] } ?? [])
    case .choice(let words): return [("enum", .list(words.map { .text($0) }))]
    case .list(let item, let max):
      return [("type", "array"), ("items", .object(value(of: item)))]
        + (max.map { [("maxItems", .number($0))] } ?? [])
    case .secret: return [("$ref", "#/definitions/secret")]
    }
  }
}

/// The schema of a reference to a secret (product.md D2.5).
enum SecretSchema {
  static let value: JSONValue = .object([
    ("description", "Where a secret is found; the value itself is never written."),
    ("type", "object"), ("minProperties", 1), ("maxProperties", 1), ("additionalProperties", false),
    (
      "properties",
      .object([
        (
          "env",
          .object([
            ("description", "An environment variable."), ("type", "string"), ("pattern", "^[A-Za-z_][A-Za-z0-9_]*$"),
          ])
        ),
        (
          "file",
          .object([
            ("description", "A file, relative to the manifest."), ("type", "string"), ("minLength", 1),
          ])
        ),
        (
          "exec",
          .object([
            ("description", "A program and its arguments; runs only with --allow-exec."), ("type", "array"),
            ("minItems", 1), ("items", .object([("type", "string")])),
          ])
        ),
      ])
    ),
  ])
}
