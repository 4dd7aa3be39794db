import FoundationEssentials
package import ISAPI

/// A recorded snapshot as a file: one JSON document, the same bytes for the same snapshot, closed by a digest.
package enum SnapshotFile {
  /// The version of the format; another one is refused.
  package static let formatVersion = 1
  /// More than any snapshot has.
  package static let sizeLimit = 64 << 20

  private static let answerLimit = 4096
  private static let kind = "Snapshot"

  private struct Document: Codable {
    var formatVersion = SnapshotFile.formatVersion
    var kind = SnapshotFile.kind
    var tool: String
    var takenAt: Date
    var identity: DeviceIdentity
    var masked: [MaskedField]
    var answers: [Answer]
    /// SHA-256 of the same document without it.
    var digest = ""
  }

  private struct Answer: Codable {
    var resource: Endpoint
    var status: Int
    var body: String
  }

  /// What is looked at before the rest is believed.
  private struct Header: Decodable {
    var formatVersion: Int
    var kind: String
  }

  /// The bytes of a snapshot file.
  package static func bytes(of snapshot: RecordedSnapshot) throws -> [UInt8] {
    let answers = snapshot.answers.sorted { $0.key < $1.key }.map { endpoint, answer in
      Answer(resource: endpoint, status: answer.status, body: String(decoding: answer.body, as: UTF8.self))
    }
    var document = Document(
      tool: snapshot.tool, takenAt: snapshot.takenAt, identity: snapshot.identity, masked: snapshot.masked,
      answers: answers)
    document.digest = HexDigest.of(try PlanFile.text(of: document))
    return Array(try PlanFile.text(of: document).utf8)
  }

  /// Whether bytes look like a snapshot file, damaged or not.
  package static func isLikely(_ bytes: [UInt8]) -> Bool { header(of: bytes)?.kind == kind }

  /// The snapshot of a file that nobody changed since it was written.
  package static func snapshot(in bytes: [UInt8]) throws(SnapshotFileRefused) -> RecordedSnapshot {
    guard bytes.count <= sizeLimit else { throw SnapshotFileRefused(.tooLarge) }
    guard let header = header(of: bytes), header.kind == kind else { throw SnapshotFileRefused(.notASnapshot) }
    guard header.formatVersion == formatVersion else {
      throw SnapshotFileRefused(.otherFormat, detail: "it has format \(header.formatVersion)")
    }
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    guard let document = try? decoder.decode(Document.self, from: Data(bytes)) else {
      throw SnapshotFileRefused(.damaged, detail: "a part of it is missing or of another kind")
    }
    let snapshot = try snapshot(from: document)
    guard (try? self.bytes(of: snapshot)) == bytes else {
      throw SnapshotFileRefused(.damaged, detail: "it does not fit its digest")
    }
    return snapshot
  }

  private static func header(of bytes: [UInt8]) -> Header? {
    guard bytes.count <= sizeLimit else { return nil }
    return try? JSONDecoder().decode(Header.self, from: Data(bytes))
  }

  private static func snapshot(from document: Document) throws(SnapshotFileRefused) -> RecordedSnapshot {
    guard document.answers.count <= answerLimit else { throw SnapshotFileRefused(.tooLarge) }
    var answers: [Endpoint: RecordedAnswer] = [:]
    for answer in document.answers {
      guard answer.resource.target.hasPrefix("/"), (100...599).contains(answer.status) else {
        throw SnapshotFileRefused(.damaged, detail: "\(answer.resource) cannot be what a device was asked for")
      }
      answers[answer.resource] = RecordedAnswer(status: answer.status, body: Array(answer.body.utf8))
    }
    return RecordedSnapshot(
      identity: document.identity, takenAt: document.takenAt, tool: document.tool, answers: answers,
      masked: document.masked)
  }
}

/// A snapshot file that must not be used.
package struct SnapshotFileRefused: Error, Sendable, Hashable {
  /// In which way, with a code that stays.
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    case notASnapshot = "NVR0921"
    case otherFormat = "NVR0922"
    case damaged = "NVR0923"
    case tooLarge = "NVR0924"
  }

  package var reason: Reason
  /// What exactly, empty where the reason says all.
  package var detail: String

  package init(_ reason: Reason, detail: String = "") {
    self.reason = reason
    self.detail = detail
  }

  /// The code of the damage.
  package var code: String { reason.rawValue }

  /// Why, in plain words.
  package var text: String {
    let words =
      switch reason {
      case .notASnapshot: "this is not a snapshot file"
      case .otherFormat: "this nvrctl reads snapshots of format \(SnapshotFile.formatVersion)"
      case .damaged: "the snapshot file was changed or damaged after it was written"
      case .tooLarge: "the file is larger than any snapshot"
      }
    return detail.isEmpty ? words : "\(words): \(detail)"
  }

  /// What to do about it.
  package var help: String { "take a new snapshot:  nvrctl snapshot PATH -o FILE" }
}
