/// How a disk fares; recorders misspell two of the words (isapi.md 7.9).
package enum DiskStatus: Sendable, Hashable, Codable {
  case ok
  case idle
  case unformatted
  case error
  /// It belongs to another recorder.
  case mismatch
  case offline
  case smartFailed
  case repairing
  case formatting
  /// The memory of a drive that was removed.
  case absent
  /// A word that nvrctl does not know.
  case other(String)

  private static let known: [String: DiskStatus] = [
    "ok": .ok, "idle": .idle, "unformatted": .unformatted, "error": .error, "mismatch": .mismatch,
    "offline": .offline, "smartfailed": .smartFailed, "reparing": .repairing, "repairing": .repairing,
    "formating": .formatting, "formatting": .formatting, "notexist": .absent,
  ]

  /// The status behind the recorder's word.
  package init(said word: String) { self = Self.known[word.lowercased()] ?? .other(word) }

  /// The status in plain words.
  package var words: String {
    switch self {
    case .ok: "ok"
    case .idle: "idle"
    case .unformatted: "not formatted"
    case .error: "error"
    case .mismatch: "from another recorder"
    case .offline: "offline"
    case .smartFailed: "failing"
    case .repairing: "being repaired"
    case .formatting: "being formatted"
    case .absent: "removed"
    case .other(let word): word.isEmpty ? "status not told" : word
    }
  }

  /// Why somebody should look at the disk; nil where it works.
  var trouble: String? {
    switch self {
    case .ok, .idle, .absent: nil
    case .unformatted: "not formatted, so nothing is recorded on it"
    case .error: "the recorder reports an error"
    case .mismatch: "it was in another recorder, and nothing is recorded on it"
    case .offline: "offline"
    case .smartFailed: "its own check says that it is failing: replace it"
    case .repairing, .formatting: words
    case .other: "the recorder says \"\(words)\""
    }
  }

  package init(from decoder: any Decoder) throws {
    self.init(said: try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  /// The name in JSON.
  private var name: String {
    switch self {
    case .ok: "ok"
    case .idle: "idle"
    case .unformatted: "unformatted"
    case .error: "error"
    case .mismatch: "mismatch"
    case .offline: "offline"
    case .smartFailed: "smartFailed"
    case .repairing: "repairing"
    case .formatting: "formatting"
    case .absent: "notexist"
    case .other(let word): word
    }
  }
}
