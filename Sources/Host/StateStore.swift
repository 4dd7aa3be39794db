package import FoundationEssentials

/// What nvrctl remembers between runs: ledgers, pins, runs, backups (design 8).
///
/// Paths are relative, with `/` between their parts, such as `devices/0123454821/pin.json`.
package protocol StateStore: Sendable {
  /// The bytes at a path, nil where there are none.
  func read(_ path: String) throws -> [UInt8]?
  /// Puts bytes at a path so that either the old or the new ones are there after a crash.
  func write(_ bytes: [UInt8], to path: String) throws
  /// Adds bytes at the end of a path and returns once they are on the disk.
  func append(_ bytes: [UInt8], to path: String) throws
  /// The names directly below a path, sorted; empty where there is nothing.
  func list(_ path: String) throws -> [String]
  /// Takes the lock at a path for as long as the body runs; throws `StateLockHeld` when somebody has it.
  func withLock<Result: Sendable>(
    _ path: String, owner: String, at time: Date, _ body: () async throws -> Result
  ) async throws -> Result
  /// Where a path is to be found by a person.
  func location(of path: String) -> String
}

/// Somebody else works on the same recorder.
package struct StateLockHeld: Error, Sendable {
  /// The path of the lock.
  package var path: String
  /// Who holds it, since when, as far as is known.
  package var owner: String

  package init(path: String, owner: String) {
    self.path = path
    self.owner = owner
  }
}

/// State that could not be read or written.
package struct StateError: Error, Sendable {
  package var path: String
  package var operation: String
  package var reason: String

  package init(path: String, operation: String, reason: String) {
    self.path = path
    self.operation = operation
    self.reason = reason
  }
}
