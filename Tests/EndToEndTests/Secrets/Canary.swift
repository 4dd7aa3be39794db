import FoundationEssentials
import Testing

/// A secret that must not get out, with a twin of the same shape: whatever is said must be the same for both.
struct Canary: Sendable, CustomTestStringConvertible {
  var name: String
  var value: String
  /// A value that every rule about passwords takes for the like of the other.
  var twin: String
  /// Whether the value is too short or too common to be looked for in a text.
  var isCommon = false

  var testDescription: String { name }

  static let all = [
    Self(name: "one character", value: "k", twin: "q", isCommon: true),
    Self(name: "sixteen characters", value: "Zq7-tidal-Heron9", twin: "Xw4-basin-Egret3"),
    Self(name: "punctuation at the end", value: "Heron-pass9!;:,", twin: "Egret-pass3!;:,"),
    Self(name: "XML", value: "He<r&on>'\"9x", twin: "Eg<r&et>'\"3x"),
    Self(name: "URL", value: "He%20r/?&=#+9x", twin: "Eg%20r/?&=#+3x"),
    Self(name: "shell", value: "$(He`r|on);9*~", twin: "$(Eg`r|et);3*~"),
    Self(name: "line end inside", value: "Heron\nline-9", twin: "Egret\nline-3"),
    Self(name: "common word", value: "true", twin: "four", isCommon: true),
  ]

  /// The forms in which a text could give the value away.
  var forms: [String] {
    let bytes = Array(value.utf8)
    let escaped = value.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    let quoted = escaped.replacing("\"", with: "&quot;").replacing("'", with: "&apos;")
    let backslashed = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    let base64 = Data(bytes).base64EncodedString()
    return [
      value, escaped, quoted, quoted.replacing("&apos;", with: "&#39;"), backslashed,
      backslashed.replacing("/", with: "\\/"), Self.percentEncoded(bytes, upper: true),
      Self.percentEncoded(bytes, upper: false), base64, base64.replacing("=", with: ""), Self.hex(bytes),
      Self.hex(bytes).uppercased(), String(value.reversed()),
    ]
  }

  /// Which forms of the value a text holds.
  func traces(in text: String) -> [String] { isCommon ? [] : forms.filter(text.contains) }

  private static func hex(_ bytes: [UInt8]) -> String { bytes.map(twoDigits).joined() }

  private static func twoDigits(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private static func percentEncoded(_ bytes: [UInt8], upper: Bool) -> String {
    bytes.map { byte in
      let character = Character(Unicode.Scalar(byte))
      if character.isLetter || character.isNumber || "-._~".contains(character) { return String(character) }
      return "%" + (upper ? twoDigits(byte).uppercased() : twoDigits(byte))
    }.joined()
  }
}

/// Which secret of a recorder the canary is.
enum CanaryKind: String, Sendable, CaseIterable {
  case adminPassword
  case previousPassword
  case userPassword
  case cameraPassword
}

/// Where the canary is kept.
enum CanarySource: String, Sendable, CaseIterable {
  case environment
  case file
  case program
}

/// One place of the matrix.
struct CanaryCell: Sendable, CustomTestStringConvertible {
  var canary: Canary
  var kind: CanaryKind
  var source: CanarySource

  var testDescription: String { "\(canary.name), \(kind.rawValue), \(source.rawValue)" }

  static let all = Canary.all.flatMap { canary in
    CanaryKind.allCases.flatMap { kind in
      CanarySource.allCases.map { Self(canary: canary, kind: kind, source: $0) }
    }
  }
}
