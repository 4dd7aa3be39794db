import Diagnostics

/// The text of a file after every character was looked at.
struct CheckedText: Sendable {
  /// What a look at the bytes gives.
  enum Outcome: Sendable {
    case text(CheckedText)
    /// The bytes are not text that could be read on, shown as far as they are.
    case refused(Diagnostic, SourceFile)
  }

  /// The text as it stands in the file, without a byte order mark.
  let source: SourceFile
  /// The text with refused characters replaced one for one, so that reading can go on.
  let readable: String
  let diagnostics: [Diagnostic]
  /// Lines on which a tab stands where indentation is counted, so that the structure cannot be known.
  let linesWithoutStructure: [Int]

  /// More refused characters than this in one file are not listed one by one.
  private static let listed = 20

  static func check(_ bytes: [UInt8], file: String) -> Outcome {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let (valid, position) = validStart(of: bytes)
      return .refused(.notUTF8(bytes, at: position, file: file), SourceFile(name: file, text: valid))
    }
    if let zero = text.unicodeScalars.firstIndex(of: "\0") {
      let before = text.unicodeScalars[..<zero]
      let position = Self.position(behind: before)
      return .refused(.zeroByte(at: position, file: file), SourceFile(name: file, text: String(before)))
    }
    return .text(CheckedText(text, file: file))
  }

  private init(_ text: String, file: String) {
    source = SourceFile(name: file, text: text)
    guard Self.needsCare(text) else {
      (readable, diagnostics, linesWithoutStructure) = (text, [], [])
      return
    }
    var scan = CharacterScan(file: file, listed: Self.listed)
    for scalar in text.unicodeScalars { scan.take(scalar) }
    scan.finish()
    (readable, diagnostics, linesWithoutStructure) = (
      scan.readable, scan.diagnostics, scan.linesWithoutStructure
    )
  }

  /// Whether any byte could belong to a refused character; most files have none.
  private static func needsCare(_ text: String) -> Bool {
    text.utf8.contains { $0 < 0x20 && $0 != 0x0A || $0 > 0x7E }
  }

  /// The part in front of the first malformed byte, and the position of that byte.
  private static func validStart(of bytes: ArraySlice<UInt8>) -> (String, SourcePosition) {
    var scalars = String.UnicodeScalarView()
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { scalars.append(scalar) }
    return (String(scalars), position(behind: scalars[...]))
  }

  private static func position(behind scalars: Substring.UnicodeScalarView) -> SourcePosition {
    var position = SourcePosition(line: 1, column: 1)
    for scalar in scalars {
      if scalar == "\n" {
        position = SourcePosition(line: position.line + 1, column: 1)
      } else {
        position.column += 1
      }
    }
    return position
  }
}

extension SourceRange {
  /// The place of one character.
  init(file: String, at position: SourcePosition) {
    self.init(
      file: file, start: position, end: SourcePosition(line: position.line, column: position.column + 1))
  }
}

extension Diagnostic {
  fileprivate static func notUTF8(_ bytes: ArraySlice<UInt8>, at position: SourcePosition, file: String) -> Self {
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    return .error(
      "NVR0002", "the file is not UTF-8 text", at: SourceRange(file: file, at: position),
      label: isUTF16 ? "this begins a UTF-16 file" : "this byte belongs to no character",
      help: ["save the file as UTF-8"])
  }

  fileprivate static func zeroByte(at position: SourcePosition, file: String) -> Self {
    .error(
      "NVR0003", "the file holds a zero byte, so it is not text", at: SourceRange(file: file, at: position))
  }
}

extension CheckedText {
  static let explanations = [
    DiagnosticExplanation(
      "NVR0002", "not UTF-8",
      "Manifests are UTF-8 text, with or without a byte order mark. The file holds bytes that are no UTF-8 "
        + "character, usually because an editor saved it as UTF-16 or in an old Windows or ISO code page. "
        + "Save it again as UTF-8.")
  ]
}
