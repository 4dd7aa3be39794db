extension Node.Scalar {
  /// What a scalar says by the rules of YAML 1.2, core schema, strictly spelled.
  package enum Meaning: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    case text(String)
  }

  /// What the scalar says: only a plain one can be anything but text.
  ///
  /// `true`, `false`, the spellings of null and decimal integers without leading zeros have a meaning of their own; everything
  /// else is text, `yes`, `on`, `True` and `0755` included.
  package var meaning: Meaning {
    guard style == .plain else { return .text(text) }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default: return decimal.map(Meaning.integer) ?? .text(text)
    }
  }

  /// The integer that the scalar says, nil for anything else.
  package var integer: Int? {
    if case .integer(let value) = meaning { value } else { nil }
  }

  private var decimal: Int? {
    let digits = text.utf8.first == 0x2D ? text.utf8.dropFirst() : text.utf8[...]
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    if digits.first == 0x30, digits.count > 1 { return nil }
    return Int(text)
  }

  /// Whether other YAML readers would take the plain scalar for a number; an unquoted serial is one.
  package var looksLikeNumber: Bool {
    guard style == .plain, let first = text.utf8.first else { return false }
    let isNumeral = (0x30...0x39).contains(first) || (text.utf8.count > 1 && "+-.".utf8.contains(first))
    guard isNumeral else { return false }
    return text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-._eExXoOabcdfABCDF".utf8.contains($0) }
      && (Double(text) != nil || Int(text) != nil || text.utf8.starts(with: "0x".utf8)
        || text.utf8.starts(with: "0o".utf8))
  }

  /// The strict spelling of a truth value written in another way: `yes`, `On`, `"true"`.
  package var intendedBoolean: Bool? {
    switch text.lowercased() {
    case "true", "yes", "on", "y", "enabled", "enable": true
    case "false", "no", "off", "n", "disabled", "disable": false
    default: nil
    }
  }

  /// The decimal spelling of an integer written in another way: `"80"`, `080`, `0x50`, `1_000`, `+80`.
  package var intendedInteger: Int? {
    let plain = text.filter { $0 != "_" }
    if plain.hasPrefix("0x") { return Int(plain.dropFirst(2), radix: 16) }
    if plain.hasPrefix("0o") { return Int(plain.dropFirst(2), radix: 8) }
    return Int(plain)
  }
}
