/// What is left of a text behind a document that could not be read.
struct RemainingText {
  private(set) var text: String
  /// The lines in front of it.
  private(set) var skippedLines = 0

  init(_ text: String) { self.text = text }

  /// Whether nothing is left.
  var isEmpty: Bool { text.isEmpty }

  /// Skips to the next document marker at or behind a line of the file, but never back or to the same place.
  mutating func skip(toDocumentFrom line: Int) {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let first = max(1, line - 1 - skippedLines)
    guard first < lines.count, let marker = lines[first...].firstIndex(where: Self.isMarker) else {
      text = ""
      return
    }
    skippedLines += marker
    text = String(text[lines[marker].startIndex...])
  }

  private static func isMarker(_ line: Substring.UTF8View) -> Bool {
    guard line.starts(with: "---".utf8) else { return false }
    guard let next = line.dropFirst(3).first else { return true }
    return [UInt8(ascii: " "), UInt8(ascii: "\r")].contains(next)
  }
}
