extension ValueType where Value == String {
  /// The address of a mailbox.
  package static let mailAddress = text(
    maxBytes: 128, pattern: "^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]*$",
    orElse: "a mail address such as alarms@example.com",
    accepts: { text in
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      guard parts.count == 2, (1...64).contains(parts[0].utf8.count), let first = parts[1].first else { return false }
      return parts[0].allSatisfy { $0.isPlain || "._%+-".contains($0) } && first.isPlain
        && parts[1].allSatisfy { $0.isPlain || ".-".contains($0) }
    })

  /// The name of an account at a mail server or a provider.
  package static let mailAccount = text(
    maxBytes: 128, pattern: "^[^\\u0000-\\u0020\\u007f]{1,128}$", orElse: "the name of an account, without blanks",
    accepts: { $0.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F } })

  /// A name before a mail address.
  package static let mailName = text(
    maxBytes: 64, pattern: "^[^\\u0000-\\u001f\\u007f]{1,64}$", orElse: "a name of at most 64 bytes",
    accepts: { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } })

  /// Letters, digits and a few marks, among which a hyphen comes last.
  package static func plainName(maxBytes: Int, marks: String, as expectation: String) -> Self {
    text(
      maxBytes: maxBytes, pattern: "^[A-Za-z0-9\(marks)]{1,\(maxBytes)}$", orElse: expectation,
      accepts: { $0.allSatisfy { $0.isPlain || marks.contains($0) } })
  }
}

extension Character {
  /// Whether it is a letter or digit of ASCII.
  fileprivate var isPlain: Bool { isASCII && (isLetter || isNumber) }
}
