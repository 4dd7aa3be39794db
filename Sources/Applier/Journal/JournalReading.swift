/// A journal as it was found.
package struct JournalReading: Sendable, Hashable {
  package let records: [JournalRecord]
  /// Bytes of a last line that was cut off while it was written; they are left out.
  package let tornBytes: Int

  /// Whether the last process came to its end, rather than being cut off.
  package var isClosed: Bool { records.last?.entry.event == .end }

  /// Reads a journal of the plan with this digest.
  ///
  /// A last line without an end was torn by a crash and is dropped; anything else that does not fit is damage.
  package init(_ bytes: [UInt8], planDigest: String) throws(JournalDamage) {
    let newline = UInt8(ascii: "\n")
    var lines = bytes.split(separator: newline, omittingEmptySubsequences: false)
    let tail = lines.popLast() ?? []
    tornBytes = tail.count
    var records: [JournalRecord] = []
    for line in lines {
      guard let record = JournalRecord(line: line) else {
        throw JournalDamage(.unreadableRecord, line: records.count + 1)
      }
      guard record.number == records.count + 1, record.previous == records.last?.hash ?? planDigest else {
        throw JournalDamage(.brokenChain, line: records.count + 1)
      }
      records.append(record)
    }
    // A whole record with something else than its line end was not cut off.
    if JournalRecord(line: tail.dropLast()) != nil { throw JournalDamage(.unreadableRecord, line: records.count + 1) }
    self.records = records
  }
}

/// A journal that was changed or damaged after it was written; nothing may be concluded from it.
package struct JournalDamage: Error, Sendable, Hashable {
  /// In which way, with a code that stays.
  package enum Reason: String, Sendable, Hashable {
    /// A line is not what was written.
    case unreadableRecord = "NVR0901"
    /// A line is missing, or was put in the place of another.
    case brokenChain = "NVR0902"
    /// The plan beside the journal is missing or damaged.
    case noPlan = "NVR0903"
  }

  package var reason: Reason
  /// The line, from 1.
  package var line: Int

  package init(_ reason: Reason, line: Int) {
    self.reason = reason
    self.line = line
  }

  /// The code of the damage.
  package var code: String { reason.rawValue }
}
