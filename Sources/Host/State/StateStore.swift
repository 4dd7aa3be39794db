/// What nvrctl remembers between runs: ledgers, pins, runs, backups (design 8).
///
/// Paths are relative, with `/` between their parts, such as `devices/0123454821/pin.json`. A store may be shared by
/// several processes, and by several machines; `StateStoreContract` in the tests says what each has to keep.
package protocol StateStore: Sendable {
  /// The bytes at a path, nil where there are none.
  func read(_ path: String) throws -> [UInt8]?
  /// Puts bytes at a path so that either the old or the new ones are there after a crash.
  func write(_ bytes: [UInt8], to path: String) throws
  /// Puts bytes where nothing is; false, and nothing is changed, where somebody else was first.
  func create(_ bytes: [UInt8], at path: String) throws -> Bool
  /// Adds bytes at the end of a path and returns once they are on the disk.
  func append(_ bytes: [UInt8], to path: String) throws
  /// Changes what is at a path while nobody else does, nil standing for nothing; a body that throws changes nothing.
  ///
  /// The body must not use the store.
  func update<Result: Sendable>(_ path: String, _ body: (inout [UInt8]?) throws -> Result) throws -> Result
  /// The names directly below a path, sorted; empty where there is nothing.
  func list(_ path: String) throws -> [String]
  /// Runs a body while nobody else runs one for the same path; nil, and it is not run, while somebody does.
  ///
  /// Who dies gives the path free. How far it reaches beyond this machine depends on the store.
  func exclusively<Result: Sendable>(_ path: String, _ body: () async throws -> Result) async throws -> Result?
  /// This process, as others see it who share the store.
  var ownProcess: ProcessMark { get }
  /// Whether a process is alive; nil where that cannot be told from here, because it runs on another machine.
  func isAlive(_ process: ProcessMark) -> Bool?
  /// Where a path is to be found by a person.
  func location(of path: String) -> String
}

/// A process that no other one is mistaken for, not even one that got its number later.
package struct ProcessMark: Sendable, Hashable, Codable {
  /// The name of the machine.
  package var host: String
  package var id: Int32
  /// When it started, in the words of its machine; only good for comparing.
  package var start: String

  package init(host: String, id: Int32, start: String) {
    self.host = host
    self.id = id
    self.start = start
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
