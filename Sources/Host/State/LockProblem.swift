import FoundationEssentials

/// Somebody else works on the same thing.
package struct StateLockHeld: Error, Sendable, Hashable {
  /// The code that stays.
  package static let code = "NVR0911"
  /// What is locked, in a few words.
  package var subject: String
  /// Who holds it; nil where that cannot be read.
  package var record: LockRecord?

  package init(subject: String, record: LockRecord?) {
    self.subject = subject
    self.record = record
  }

  /// Who works on it, since when, and how fresh that is.
  package var message: String {
    "\(Self.code): somebody else works on \(subject): \(record?.words ?? "another nvrctl")"
  }

  /// What to do about it.
  package var wayOut: String { "wait until that run has ended, or stop it there" }
}

/// A lock whose holder went away without giving it back: killed, or cut off from power.
///
/// What it left on the device is not known, so nobody takes such a lock but by name.
package struct StateLockLeft: Error, Sendable, Hashable {
  /// The code that stays.
  package static let code = "NVR0912"
  /// The name by which a record is taken over that cannot be read.
  package static let unknownOwner = "unknown"
  /// What is locked, in a few words.
  package var subject: String
  /// Who held it; nil where that cannot be read.
  package var record: LockRecord?
  /// Whether the process of the holder is gone for certain.
  package var isGone: Bool

  package init(subject: String, record: LockRecord?, isGone: Bool) {
    self.subject = subject
    self.record = record
    self.isGone = isGone
  }

  /// Who left it behind, since when, when it was last heard of, and what it was doing.
  package var message: String {
    let head = "\(Self.code): the lock of \(subject) was left behind"
    guard let record else { return head + ", and its record cannot be read" }
    let end =
      isGone
      ? "that process is gone" : "whether that process still runs cannot be told from here"
    return "\(head) by \(record.words); \(end)"
  }

  /// What to type about it.
  package var wayOut: String {
    let check = isGone ? "" : record.map { "make sure that nothing runs on \($0.process.host) any more; then " } ?? ""
    let owner = record?.owner ?? Self.unknownOwner
    guard let run = record?.run else { return "\(check)add  --take-over \(owner)" }
    return "\(check)finish that run with  nvrctl resume \(run)  or begin anew with  --take-over \(owner)"
  }
}

extension LockRecord {
  /// The record in words, such as `lead@ops since 14:40:05Z, process 4711 on ops, run 7f3c-91aa, last heard of at …`.
  fileprivate var words: String {
    let work = run.map { ", run \($0)" } ?? ", no run yet"
    return "\(owner) since \(since.formatted(.iso8601)), process \(process.id) on \(process.host)\(work), "
      + "last heard of at \(heartbeat.formatted(.iso8601))"
  }
}
