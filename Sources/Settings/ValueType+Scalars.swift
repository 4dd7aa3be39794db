package import Diagnostics
package import YAML

extension ValueType where Value == Bool {
  /// `true` or `false`, nothing else (product.md D2.1).
  package static let boolean = ValueType(
    .boolean,
    decode: { node, bag in
      guard let value = node.boolean else {
        bag.report(.wrongType("true or false", at: node.range, meaning: node.scalar?.intendedBoolean.map(String.init)))
        return nil
      }
      return value
    },
    text: { $0 ? "true" : "false" },
    value: { Bool($0) })
}

extension ValueType where Value == Int {
  /// A whole number within bounds.
  package static func integer(in range: ClosedRange<Int>) -> Self {
    ValueType(
      .integer(range),
      decode: { node, bag in
        guard let value = node.integer else {
          bag.report(
            .wrongType("a whole number", at: node.range, meaning: node.scalar?.intendedInteger.map(String.init)))
          return nil
        }
        guard range.contains(value) else {
          bag.report(.outOfRange(value, range, at: node.range))
          return nil
        }
        return value
      },
      text: { String($0) },
      value: { Node.Scalar($0).integer })
  }

  /// A TCP or UDP port.
  package static let port = integer(in: 1...65_535)
}

extension ValueType where Value == String {
  /// Text of at most so many bytes of UTF-8; a plain number is refused, since its zeros would be lost.
  package static func text(
    maxBytes: Int, pattern: String? = nil, orElse expectation: String = "text",
    accepts: @escaping @Sendable (String) -> Bool = { _ in true }
  ) -> Self {
    ValueType(
      .text(pattern: pattern, maxBytes: maxBytes),
      decode: { node, bag in
        guard let scalar = node.scalar, scalar.isText else {
          bag.report(.wrongType(expectation, at: node.range, quoting: node.scalar?.text))
          return nil
        }
        guard !scalar.text.isEmpty, accepts(scalar.text) else {
          bag.report(.notAccepted(scalar.text, expectation, at: node.range))
          return nil
        }
        guard scalar.text.utf8.count <= maxBytes else {
          bag.report(.tooLong(scalar.text.utf8.count, maxBytes, at: node.range))
          return nil
        }
        return scalar.text
      },
      text: { $0 },
      value: { $0 })
  }
}

extension ValueType where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of a few words.
  package static var choice: Self {
    let words = Value.allCases.map(\.rawValue)
    return ValueType(
      .choice(words),
      decode: { node, bag in
        guard let scalar = node.scalar, let value = Value(rawValue: scalar.text) else {
          bag.report(.notAChoice(node.scalar?.text, words, at: node.range))
          return nil
        }
        guard scalar.isText else {
          bag.report(.wrongType("text", at: node.range, quoting: scalar.text))
          return nil
        }
        return value
      },
      text: { $0.rawValue },
      value: { Value(rawValue: $0) })
  }
}

extension ValueType {
  /// A list of values, replaced as a whole when layers merge.
  package static func list<Item>(of type: ValueType<Item>, max: Int?) -> ValueType<[Item]> where Value == [Item] {
    ValueType<[Item]>(
      .list(type.schema, max: max),
      decode: { node, bag in
        guard let items = node.items else {
          bag.report(.wrongType("a list", at: node.range))
          return nil
        }
        if let max, items.count > max {
          bag.report(.tooMany(items.count, max, at: items[max].range))
          return nil
        }
        let values = items.compactMap { type.decode($0, &bag) }
        return values.count == items.count ? values : nil
      },
      text: { $0.map(type.text).joined(separator: ", ") },
      value: { text in
        if text.isEmpty { return [] }
        let parts = text.split(separator: ",").map { $0.drop { $0 == " " } }
        let values = parts.compactMap { type.value(String($0)) }
        return values.count == parts.count ? values : nil
      })
  }
}

extension Node.Scalar {
  /// Whether the scalar is text by the YAML 1.2 core rules: quoted, or not readable as anything else.
  package var isText: Bool {
    if style != .plain { return true }
    if ["", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"].contains(text) {
      return false
    }
    return Double(text) == nil && !text.hasPrefix("0x") && !text.hasPrefix("0o")
  }
}

extension Diagnostic {
  /// A value of another kind than the key takes.
  package static func wrongType(
    _ expectation: String, at range: SourceRange, quoting text: String? = nil, meaning value: String? = nil
  ) -> Self {
    .error(
      "NVR0120", "expected \(expectation)", at: range, label: value.map { "write \($0)" },
      help: text.map { ["in quotes it is text:  \"\($0)\""] } ?? [])
  }

  fileprivate static func outOfRange(_ value: Int, _ range: ClosedRange<Int>, at place: SourceRange) -> Self {
    .error("NVR0121", "\(value) is outside \(range.lowerBound) to \(range.upperBound)", at: place)
  }

  /// Text that does not have the form the key takes.
  package static func notAccepted(_ text: String, _ expectation: String, at range: SourceRange) -> Self {
    .error("NVR0122", "\"\(text)\" is not \(expectation)", at: range)
  }

  fileprivate static func tooLong(_ count: Int, _ limit: Int, at range: SourceRange) -> Self {
    .error("NVR0123", "\(count) bytes are more than the \(limit) that a recorder keeps", at: range)
  }

  fileprivate static func notAChoice(_ text: String?, _ words: [String], at range: SourceRange) -> Self {
    let known = words.map { "\"\($0)\"" }.joined(separator: ", ")
    guard let text else { return .error("NVR0124", "expected one of \(known)", at: range) }
    return .error(
      "NVR0124", "\"\(text)\" is not one of \(known)", at: range,
      label: Suggestion.nearest(to: text, among: words).map { "did you mean \"\($0)\"?" })
  }

  fileprivate static func tooMany(_ count: Int, _ limit: Int, at range: SourceRange) -> Self {
    .error("NVR0125", "\(count) entries are more than the \(limit) that a recorder takes", at: range)
  }
}
