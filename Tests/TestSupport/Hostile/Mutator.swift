/// Damages documents in the ways that readers stumble over, the same way in every run.
///
/// It begins with valid documents, since random bytes never get beyond the first check.
package struct Mutator: Sendable {
  private let seeds: [[UInt8]]
  private let pieces: [[UInt8]]
  private var numbers: SeededNumbers

  /// What a format is made of, and what looks like it.
  package enum Notation: Sendable {
    case xml, json, yaml, fields

    /// What every reader of text stumbles over, and what this notation is made of.
    fileprivate var pieces: [String] { Self.common + own }

    private static let common = [
      "\u{0}", "\u{FEFF}", "\u{202E}", "\u{85}", "\u{2028}", "é", "😀", "9999999999999999999999", "-1", "",
    ]

    private var own: [String] {
      switch self {
      case .xml:
        [
          "<", ">", "</", "/>", "&", "&amp;", "&#0;", "&#xD800;", "&#x110000;", "&lol;", "]]>", "<!--", "-->", "--",
          "<![CDATA[", "<?xml version=\"1.0\"?>", "<!DOCTYPE a [<!ENTITY b \"&b;\">]>", " xmlns:x=\"urn:x\"",
          " x:a='1'",
          "<x:y>", "</x:y>", "<ResponseStatus>", "<statusCode>7</statusCode>", "\r\n", "\"", "'", "=",
        ]
      case .json:
        [
          "{", "}", "[", "]", "\"", "\\", ":", ",", "\\ud800", "\\udc00", "\\u0000", "1e999", "-0", "1.5", "null",
          "true",
          "{\"ResponseStatus\":", "\"a\":1,", "/**/", "NaN",
        ]
      case .yaml:
        [
          "\n", "\t", ": ", "- ", "? ", "{", "}", "[", "]", "&a ", "*a", "!!int ", "|", ">", "#", "---\n", "...\n",
          "<<: ", "'", "\"", "\"\\u202e\"", "~", "null", "%YAML 1.1\n", "\r", ",",
        ]
      case .fields:
        [
          "\"", "\\", ",", "=", ";", " ", "Digest ", "Basic ", "nonce=", "realm=\"", "qop=\"auth,auth-int\"", "\r\n",
          "\t",
        ]
      }
    }
  }

  /// A mutator over valid documents of a notation.
  package init(_ seeds: [String], _ notation: Notation, seed: UInt64) {
    self.init(seeds.map { Array($0.utf8) }, notation, seed: seed)
  }

  /// A mutator over valid documents of a notation, as bytes.
  package init(_ seeds: [[UInt8]], _ notation: Notation, seed: UInt64) {
    self.seeds = seeds
    pieces =
      notation.pieces.map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5], [0xE2, 0x82]]
    numbers = SeededNumbers(seed: seed)
  }

  /// The next damaged document.
  package mutating func next() -> [UInt8] {
    guard var bytes = seeds.randomElement(using: &numbers) else { return [] }
    for _ in 0...Int.random(in: 0...3, using: &numbers) { damage(&bytes) }
    return bytes
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &numbers)
    let stretch = place..<min(bytes.count, place + Int.random(in: 1...40, using: &numbers))
    let piece = pieces.randomElement(using: &numbers) ?? []
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0: bytes.removeSubrange(stretch)
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.insert(contentsOf: bytes[stretch], at: place)
    case 3: bytes.insert(contentsOf: repeated(Array(bytes[stretch])), at: place)
    case 4: bytes.insert(contentsOf: repeated(piece), at: place)
    case 5, 6: bytes.insert(contentsOf: piece, at: place)
    case 7: bytes.replaceSubrange(stretch, with: other(at: place))
    case 8 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &numbers)
    default:
      if let last = bytes.indices.last, place < last { bytes.swapAt(place, last) }
    }
  }

  /// Very often the same: deep nesting, endless text, floods.
  private mutating func repeated(_ piece: [UInt8]) -> [UInt8] {
    let count = [2, 30, 600].randomElement(using: &numbers) ?? 2
    return (0..<count).flatMap { _ in piece }
  }

  /// A stretch of another document.
  private mutating func other(at place: Int) -> ArraySlice<UInt8> {
    let other = seeds.randomElement(using: &numbers) ?? []
    return other.dropFirst(place).prefix(Int.random(in: 1...80, using: &numbers))
  }
}
