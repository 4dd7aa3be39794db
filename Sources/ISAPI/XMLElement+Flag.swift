package import XML

extension XMLElement {
  /// The switch an element holds; nil where its text is none.
  ///
  /// Devices write `true` and `false` (isapi.md 12.1); other letters and numbers are understood too.
  package var flag: Bool? {
    let text = text
    return Self.spellings.lazy.compactMap { $0.0 == text ? true : $0.1 == text ? false : nil }.first
  }

  /// The switch at a path; nil where there is none.
  package func flag(at path: XMLPath) -> Bool? { element(at: path)?.flag }

  /// Turns a switch, in the spelling it is written in; false where there is no such element.
  @discardableResult
  package mutating func setFlag(_ value: Bool, at path: XMLPath) -> Bool {
    modify(at: path) { element in
      if element.flag == value { return true }
      let text = element.text
      let words = Self.spellings.first { $0.0 == text || $0.1 == text } ?? Self.spellings[0]
      return element.setText(value ? words.0 : words.1)
    } ?? false
  }

  private static let spellings = [("true", "false"), ("TRUE", "FALSE"), ("True", "False"), ("1", "0")]
}
