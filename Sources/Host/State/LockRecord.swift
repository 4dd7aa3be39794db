package import FoundationEssentials

/// What a lock says of its holder.
package struct LockRecord: Sendable, Hashable, Codable {
  /// Such as `lead@ops`.
  package var owner: String
  package var process: ProcessMark
  /// The run that the lock is for, nil as long as it has no name.
  package var run: String?
  package var since: Date
  /// When the holder last showed that it is there.
  package var heartbeat: Date

  /// A record of a lock that is taken now.
  package init(owner: String, process: ProcessMark, run: String? = nil, since: Date) {
    self.owner = owner
    self.process = process
    self.run = run
    self.since = since
    heartbeat = since
  }

  /// Reads a record; nil where the bytes are none.
  package init?(bytes: [UInt8]) {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    guard let record = try? decoder.decode(Self.self, from: Data(bytes)) else { return nil }
    self = record
  }

  /// The record as it is kept.
  package var bytes: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      encoder.dateEncodingStrategy = .iso8601
      return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
  }

  /// Whether the holder showed itself lately enough to count as there, where nothing else can be told.
  package func isFresh(at now: Date) -> Bool { abs(now.timeIntervalSince(heartbeat)) <= HeldLock.silence }

  /// Whether both are records of one holding.
  func isSameHolding(as other: LockRecord) -> Bool { owner == other.owner && process == other.process }

  /// Whether a name means this record: that of its owner, or that of its run.
  func isCalled(_ name: String) -> Bool { name == owner || name == run }
}

/// Who wants a lock, and what for.
package struct LockClaim: Sendable, Hashable {
  /// What is locked, in a few words, such as `this recorder`.
  package var subject: String
  package var owner: String
  /// The run that the lock is for, where it has a name already.
  package var run: String?
  /// Names of owners or runs whose lock may be taken over when it was left behind.
  package var takeOver: Set<String>

  package init(subject: String, owner: String, run: String? = nil, takeOver: Set<String> = []) {
    self.subject = subject
    self.owner = owner
    self.run = run
    self.takeOver = takeOver
  }
}
