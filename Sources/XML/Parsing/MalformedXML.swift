/// Bytes that are not a document nvrctl accepts: what is wrong, and where.
package struct MalformedXML: Error, Sendable, Hashable {
  /// What the parser stopped at.
  package enum Reason: Sendable, Hashable {
    case empty
    case tooLarge(limit: Int)
    case tooDeep(limit: Int)
    case tooManyNodes(limit: Int)
    case tooManyAttributes(limit: Int)
    /// A DOCTYPE could make a document mean anything, so none is accepted.
    case documentType
    case encoding(String)
    case invalidUTF8
    case forbiddenCharacter(UInt32)
    case duplicateAttribute(String)
    case mismatchedEndTag(open: String, close: String)
    case unexpectedEnd(inside: String)
    case contentOutsideRoot
    /// A construct is written against the grammar; the text says what was expected.
    case syntax(expected: String)
  }

  /// How many bytes stand before the mistake.
  package var offset: Int
  package var reason: Reason

  package init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }
}

extension MalformedXML: CustomStringConvertible {
  package var description: String { "\(reason) at byte \(offset)" }
}

extension MalformedXML.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "the body is empty"
    case .tooLarge(let limit): "the document is larger than \(limit) bytes"
    case .tooDeep(let limit): "elements are nested deeper than \(limit)"
    case .tooManyNodes(let limit): "the document has more than \(limit) nodes"
    case .tooManyAttributes(let limit): "an element has more than \(limit) attributes"
    case .documentType: "a document type declaration is not accepted"
    case .encoding(let name): "the encoding \(name) is not UTF-8"
    case .invalidUTF8: "the bytes are not UTF-8"
    case .forbiddenCharacter(let scalar): "the character U+" + Self.hexadecimal(scalar) + " is not allowed"
    case .duplicateAttribute(let name): "the attribute \(name) is given twice"
    case .mismatchedEndTag(let open, let close): "<\(open)> is closed by </\(close)>"
    case .unexpectedEnd(let place): "the document ends inside \(place)"
    case .contentOutsideRoot: "there is content outside the root element"
    case .syntax(let expected): "expected \(expected)"
    }
  }

  private static func hexadecimal(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
