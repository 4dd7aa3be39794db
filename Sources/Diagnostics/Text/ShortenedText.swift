/// Text that repeats what somebody wrote, kept to a length that can be read.
package enum ShortenedText {
  private static let limit = 600

  /// The text; of a very long one the beginning and the end, so that what is said behind a quotation stays.
  package static func of(_ text: String) -> String {
    guard text.utf8.count > limit, text.unicodeScalars.count > limit else { return text }
    return String(text.unicodeScalars.prefix(limit / 2)) + "..." + String(text.unicodeScalars.suffix(limit / 2))
  }
}
