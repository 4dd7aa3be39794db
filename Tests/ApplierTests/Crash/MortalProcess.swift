import FoundationEssentials
import Host
import ISAPI
import Synchronization

/// When a simulated process dies: at which of its acts, and how far that act had come.
struct Death: Sendable, Hashable, CustomStringConvertible {
  /// What a process does to the world outside.
  enum Act: String, Sendable, Hashable, CaseIterable {
    /// It adds a record to its journal.
    case record
    /// It replaces another file of its state.
    case file
    /// It sends a request to the recorder.
    case request
    /// It sends a request that may change something on the recorder.
    case write
  }

  /// How far the act had come.
  enum Moment: Sendable, Hashable {
    case before
    /// So many bytes of it were on the disk.
    case torn(Int)
    /// It was done, and the process never learnt of it.
    case after
  }

  var act: Act
  /// Which of these acts, from 1.
  var number: Int
  var moment: Moment
  /// Whether the recorder loses its power at the same time.
  var takesRecorderAlong = false

  var description: String {
    let place =
      switch moment {
      case .before: "before"
      case .torn(let count): "\(count) bytes into"
      case .after: "after"
      }
    return "\(place) \(act) \(number)" + (takesRecorderAlong ? ", the recorder too" : "")
  }
}

/// The life of a simulated process: it dies where it is told to, and nothing it does from then on reaches the world.
final class MortalProcess: Sendable {
  private struct Contents {
    var counts: [Death.Act: Int] = [:]
    var isDead = false
  }

  private let death: Death?
  private let onDeath: @Sendable () -> Void
  private let contents = Mutex(Contents())

  /// A process that dies at an act, or lives to its end.
  init(dying death: Death? = nil, taking onDeath: @escaping @Sendable () -> Void = {}) {
    self.death = death
    self.onDeath = onDeath
  }

  var isDead: Bool { contents.withLock { $0.isDead } }

  /// How often each act was begun.
  var counts: [Death.Act: Int] { contents.withLock { $0.counts } }

  /// Begins an act and gives the moment of a death within it; throws where the process is dead, or dies before it.
  func begin(_ acts: Death.Act...) throws -> Death.Moment? {
    let moment: Death.Moment? = try contents.withLock { contents in
      guard !contents.isDead else { throw ProcessDied() }
      for act in acts { contents.counts[act, default: 0] += 1 }
      guard let death, acts.contains(death.act), death.number == contents.counts[death.act] else { return nil }
      return death.moment
    }
    if moment == .before { try die() }
    return moment
  }

  /// Dies; always throws.
  func die() throws {
    contents.withLock { $0.isDead = true }
    onDeath()
    throw ProcessDied()
  }
}

/// What a dead process meets whatever it tries.
struct ProcessDied: Error {}

/// State as a mortal process keeps it.
struct MortalStateStore: StateStore {
  var store: any StateStore
  var process: MortalProcess

  func read(_ path: String) throws -> [UInt8]? {
    if process.isDead { throw ProcessDied() }
    return try store.read(path)
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    let moment = try process.begin(path.hasSuffix("/journal.jsonl") ? .record : .file)
    // The old bytes or the new ones are there, never a part of them.
    if case .torn = moment { try process.die() }
    try store.write(bytes, to: path)
    if moment == .after { try process.die() }
  }

  func append(_ bytes: [UInt8], to path: String) throws {
    let moment = try process.begin(path.hasSuffix("/journal.jsonl") ? .record : .file)
    if case .torn(let count) = moment {
      try store.append(Array(bytes.prefix(count)), to: path)
      try process.die()
    }
    try store.append(bytes, to: path)
    if moment == .after { try process.die() }
  }

  func list(_ path: String) throws -> [String] {
    if process.isDead { throw ProcessDied() }
    return try store.list(path)
  }

  func create(_ bytes: [UInt8], at path: String) throws -> Bool {
    if process.isDead { throw ProcessDied() }
    let moment = isLock(path) ? nil : try process.begin(.file)
    if case .torn = moment { try process.die() }
    let isCreated = try store.create(bytes, at: path)
    if moment == .after { try process.die() }
    return isCreated
  }

  func update<Result: Sendable>(_ path: String, _ body: (inout [UInt8]?) throws -> Result) throws -> Result {
    if process.isDead { throw ProcessDied() }
    if isLock(path) { return try store.update(path, body) }
    let (result, moment) = try store.update(path) { bytes in
      var changed = bytes
      let result = try body(&changed)
      let moment = changed == bytes ? nil : try process.begin(.file)
      if case .torn = moment { try process.die() }
      bytes = changed
      return (result, moment)
    }
    if moment == .after { try process.die() }
    return result
  }

  func exclusively<Result: Sendable>(_ path: String, _ body: () async throws -> Result) async throws -> Result? {
    try await store.exclusively(path, body)
  }

  var ownProcess: ProcessMark { store.ownProcess }

  func isAlive(_ process: ProcessMark) -> Bool? { store.isAlive(process) }

  /// Locks are renewed at times of their own, so that no act of theirs can be counted on.
  private func isLock(_ path: String) -> Bool { path.hasSuffix("/lock") }

  func location(of path: String) -> String { store.location(of: path) }
}

/// The network as a mortal process reaches it.
struct MortalDialer: DeviceDialer {
  var dialer: any DeviceDialer
  var process: MortalProcess

  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    if process.isDead { throw ProcessDied() }
    return MortalConnection(connection: try await dialer.connect(to: address, trust: trust), process: process)
  }
}

private struct MortalConnection: DeviceConnection {
  var connection: any DeviceConnection
  var process: MortalProcess

  func exchange(_ request: Request) async throws -> Response {
    let moment = request.method == .get ? try process.begin(.request) : try process.begin(.request, .write)
    let response = await Result { try await connection.exchange(request) }
    if moment != nil { try process.die() }
    return try response.get()
  }

  func close() async { await connection.close() }

  var ownHost: String? { connection.ownHost }
}

/// Time as a mortal process feels it: a dead one waits for nothing, and every wait of it is over.
struct MortalClock: WallClock {
  var clock: any WallClock
  var process: MortalProcess

  var now: Date { process.isDead ? .distantFuture : clock.now }

  func sleep(for duration: Duration) async throws {
    if process.isDead { throw ProcessDied() }
    try await clock.sleep(for: duration)
  }

  func idle(for duration: Duration) async throws {
    if process.isDead { throw ProcessDied() }
    try await clock.idle(for: duration)
  }
}

extension Result where Failure == any Error {
  /// The result of an asynchronous body.
  fileprivate init(catching body: () async throws -> Success) async {
    do {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}
