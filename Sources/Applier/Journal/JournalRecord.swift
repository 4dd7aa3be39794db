import Crypto
package import FoundationEssentials
import Host
package import Planner

/// What a journal says happened: a step, an event, and facts that hold no secret and no document.
package struct JournalEntry: Sendable, Hashable, Codable {
  /// The stations of a step, and the begin and end of a process.
  package enum Event: String, Sendable, Hashable, Codable {
    /// The step begins.
    case intent
    /// The request in `facts` is about to leave; from here on it may have its effect.
    case sent
    /// What the device said, or that it said nothing.
    case observed
    case proved
    case failed
    /// The process that carried the run out came to its end; a journal without it was cut off.
    case end
    /// Another process goes on with the run.
    case resumed
  }

  package var event: Event
  /// The number of the step, nil where the run as a whole is meant.
  package var step: Int?
  /// The name of the step, empty where there is none.
  package var name: String
  package var facts: [String]
  /// What the process ended with, for `end` alone.
  package var status: ExitStatus?
  /// What the run has learnt, where that changed since the record before.
  package var memory: RunMemory?

  package init(
    _ event: Event, step: Int? = nil, name: String = "", facts: [String] = [], status: ExitStatus? = nil
  ) {
    self.event = event
    self.step = step
    self.name = name
    self.facts = facts
    self.status = status
  }
}

/// One line of a journal, chained to the line before by its hash.
package struct JournalRecord: Sendable, Hashable, Codable {
  /// From 1.
  package let number: Int
  /// To the second, in UTC.
  package let time: Date
  package let entry: JournalEntry
  /// The hash of the record before; that of the plan for the first.
  package let previous: String
  /// SHA-256 over the line without this hash, lower-case hex.
  package let hash: String

  /// The record behind another, or the first of a plan with a digest.
  init(_ entry: JournalEntry, number: Int, time: Date, previous: String) throws {
    self.number = number
    self.time = Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down))
    self.entry = entry
    self.previous = previous
    let body = Body(number: number, time: self.time, entry: entry, previous: previous)
    hash = HexDigits.text(of: SHA256.hash(data: try Self.encoder.encode(body)))
  }

  /// The bytes of the line, with its end; the same record gives the same bytes.
  var line: [UInt8] {
    get throws { Array(try Self.encoder.encode(self)) + [UInt8(ascii: "\n")] }
  }

  /// Reads a line without its end; nil unless it is exactly what `line` would have written.
  init?(line: some Sequence<UInt8>) {
    let bytes = Array(line)
    guard let record = try? Self.decoder.decode(Self.self, from: Data(bytes)),
      let again = try? Self(record.entry, number: record.number, time: record.time, previous: record.previous),
      again.hash == record.hash, let written = try? again.line, Array(written.dropLast()) == bytes
    else { return nil }
    self = again
  }

  /// What the hash covers.
  private struct Body: Encodable {
    var number: Int
    var time: Date
    var entry: JournalEntry
    var previous: String
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return decoder
  }
}
