/// Enough of JSON Schema draft 7 to hold generated schemas against values; an unknown keyword is a broken test.
package struct JSONSchema: Sendable {
  private let root: JSONTree

  /// A keyword that this validator does not know.
  package struct UnknownKeyword: Error {
    package var name: String
  }

  private static let remarks: Set<String> = ["$schema", "$comment", "title", "description", "definitions"]

  package init(_ root: JSONTree) { self.root = root }

  /// Whether the schema accepts a value; throws `UnknownKeyword`.
  package func accepts(_ value: JSONTree) throws -> Bool { try accepts(value, by: root) }

  private func accepts(_ value: JSONTree, by schema: JSONTree) throws -> Bool {
    if case .boolean(let accepted) = schema { return accepted }
    guard case .object(let keywords) = schema else { return false }
    for (name, argument) in keywords where !Self.remarks.contains(name) {
      guard try holds(name, argument, for: value, in: schema) else { return false }
    }
    return true
  }

  private func holds(_ name: String, _ argument: JSONTree, for value: JSONTree, in schema: JSONTree) throws -> Bool {
    switch (name, argument, value) {
    case ("$ref", .text(let path), _): return try accepts(value, by: definition(path))
    case ("oneOf", .list(let schemas), _): return try schemas.filter { try accepts(value, by: $0) }.count == 1
    case ("const", _, _): return value == argument
    case ("enum", .list(let values), _): return values.contains(value)
    case ("type", .text(let type), _): return Self.has(value, type)
    case ("type", .list(let types), _):
      return types.contains { if case .text(let type) = $0 { Self.has(value, type) } else { false } }
    case ("minimum", .number(let bound), .number(let number)): return number >= bound
    case ("maximum", .number(let bound), .number(let number)): return number <= bound
    case ("minLength", .number(let bound), .text(let text)): return Double(text.unicodeScalars.count) >= bound
    case ("maxLength", .number(let bound), .text(let text)): return Double(text.unicodeScalars.count) <= bound
    case ("pattern", .text(let pattern), .text(let text)): return text.firstMatch(of: try Regex(pattern)) != nil
    case ("items", _, .list(let items)): return try items.allSatisfy { try accepts($0, by: argument) }
    case ("minItems", .number(let bound), .list(let items)): return Double(items.count) >= bound
    case ("maxItems", .number(let bound), .list(let items)): return Double(items.count) <= bound
    case ("required", .list(let names), .object(let members)):
      return names.allSatisfy { if case .text(let name) = $0 { members[name] != nil } else { false } }
    case ("minProperties", .number(let bound), .object(let members)): return Double(members.count) >= bound
    case ("maxProperties", .number(let bound), .object(let members)): return Double(members.count) <= bound
    case ("properties", .object(let schemas), .object(let members)):
      return try members.allSatisfy { name, value in try schemas[name].map { try accepts(value, by: $0) } ?? true }
    case ("additionalProperties", _, .object(let members)):
      let known = schema["properties"]
      return try members.allSatisfy { name, value in
        try known?[name] != nil ? true : accepts(value, by: argument)
      }
    case _ where Self.known.contains(name): return true
    default: throw UnknownKeyword(name: name)
    }
  }

  private static let known: Set<String> = [
    "minimum", "maximum", "minLength", "maxLength", "pattern", "items", "minItems", "maxItems", "required",
    "minProperties", "maxProperties", "properties", "additionalProperties",
  ]

  private func definition(_ path: String) -> JSONTree {
    path.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] ?? .boolean(false) }
  }

  private static func has(_ value: JSONTree, _ type: String) -> Bool {
    switch (type, value) {
    case ("object", .object), ("array", .list), ("string", .text), ("boolean", .boolean), ("number", .number),
      ("null", .null):
      true
    case ("integer", .number(let number)): number.rounded() == number
    default: false
    }
  }
}
