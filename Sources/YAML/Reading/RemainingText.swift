/// What is left of a text behind a document that could not be read.
struct RemainingText {
  private(set) var text: String
  /// The lines in front of it.
  private(set) var skippedLines = 0

  private let whole: String
  private var lines: [Substring.UTF8View] = []

  init(_ text: String) {
    self.text = text
    whole = text
  }

  /// Whether nothing is left.
  var isEmpty: Bool { text.isEmpty }

  /// Skips to the next document marker at or behind a line of the file, but never back or to the same place.
  mutating func skip(toDocumentFrom line: Int) {
    if lines.isEmpty { lines = whole.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) }
    let first = max(skippedLines + 1, line - 1)
    guard first < lines.count, let marker = lines[first...].firstIndex(where: DocumentOrder.isMarker) else {
      text = ""
      return
    }
    skippedLines = marker
    text = String(whole[lines[marker].startIndex...])
  }
}
