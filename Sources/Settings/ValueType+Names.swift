extension ValueType where Value == String {
  /// The name of an account (isapi.md 2.5).
  package static let username = text(
    maxBytes: 32, pattern: "^[A-Za-z0-9_.-]{1,32}$",
    orElse: "a user name of letters, digits, dots, hyphens and underscores, at most 32",
    accepts: { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) } })

  /// The name of a channel: at most 32 characters (isapi.md 7.2).
  package static let channelName = text(
    maxBytes: 128, pattern: "^[^\\u0000-\\u001f\\u007f]{1,32}$", orElse: "a name of at most 32 characters",
    accepts: { $0.unicodeScalars.count <= 32 && $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } })

  /// A full serial, or the short one of a label.
  package static let serial = text(
    maxBytes: 64, pattern: "^[A-Za-z0-9/() -]{9,64}$", orElse: "a serial of at least 9 letters and digits",
    accepts: {
      $0.utf8.count >= 9 && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/() -".contains($0)) }
    }
  )
}
