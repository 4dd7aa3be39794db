/// Which document of a text each line belongs to.
struct DocumentOrder {
  /// The lines on which a document begins, from 1.
  private let markers: [Int]

  init(_ text: String) {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    markers = lines.indices.filter { Self.isMarker(lines[$0]) }.map { $0 + 1 }
  }

  /// The number of the document at a line; 0 is what stands in front of the first marker.
  func document(at line: Int) -> Int {
    var low = 0
    var high = markers.count
    while low < high {
      let middle = (low + high) / 2
      if markers[middle] <= line { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether a line begins a document.
  static func isMarker(_ line: Substring.UTF8View) -> Bool {
    guard line.starts(with: "---".utf8) else { return false }
    guard let next = line.dropFirst(3).first else { return true }
    return [UInt8(ascii: " "), UInt8(ascii: "\r")].contains(next)
  }
}
