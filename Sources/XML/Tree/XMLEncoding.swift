/// The encodings a document may name.
enum XMLEncoding {
  /// What a document is in that names none (XML 1.0, 4.3.3).
  static let utf8 = "UTF-8"

  /// Whether a name is one of UTF-8.
  static func isUTF8(_ name: String) -> Bool { ["utf-8", "utf8"].contains(name.lowercased()) }

  /// The encoding that the declaration in front of a root names.
  static func declared(in prologue: String) -> String {
    guard let end = prologue.firstRange(of: "?>"), prologue[..<end.lowerBound].contains("<?xml "),
      let name = prologue[..<end.lowerBound].firstRange(of: "encoding")
    else { return utf8 }
    let parts = prologue[name.upperBound..<end.lowerBound].split(maxSplits: 2, omittingEmptySubsequences: false) {
      $0 == "\"" || $0 == "'"
    }
    return parts.count == 3 ? String(parts[1]) : utf8
  }
}
