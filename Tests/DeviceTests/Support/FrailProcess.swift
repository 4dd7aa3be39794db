import Host
import FoundationEssentials
import ISAPI
import Synchronization

/// A process whose connection may be cut behind a request, or that may be killed there.
final class FrailProcess: Sendable {
  /// What becomes of the answer to a request with a password.
  enum Mishap: Sendable, Hashable, CaseIterable {
    case none
    /// The answer is lost on the way, and the process learns that it is.
    case cut
    /// The process is killed before the answer; nothing it does from then on reaches the disk.
    case killed
  }

  struct Killed: Error {}

  private let mishap: Mishap
  private let dead = Mutex(false)

  init(_ mishap: Mishap) { self.mishap = mishap }

  var isDead: Bool { dead.withLock { $0 } }

  /// Lets a process go on that is still alive.
  fileprivate func check() throws { if isDead { throw Killed() } }

  /// Brings an answer home, or does not.
  fileprivate func bring(_ response: Response, to request: Request, from address: DeviceAddress) throws -> Response {
    guard request.headers["Authorization"] != nil else { return response }
    switch mishap {
    case .none: return response
    case .cut: throw TransportError(.cutOff, address: address, endpoint: request.endpoint)
    case .killed:
      dead.withLock { $0 = true }
      throw Killed()
    }
  }
}

/// State that a killed process cannot change any more.
struct FrailState: StateStore {
  var store: any StateStore
  var process: FrailProcess

  func read(_ path: String) throws -> [UInt8]? {
    try process.check()
    return try store.read(path)
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    try process.check()
    try store.write(bytes, to: path)
  }

  func append(_ bytes: [UInt8], to path: String) throws {
    try process.check()
    try store.append(bytes, to: path)
  }

  func list(_ path: String) throws -> [String] { try store.list(path) }

  func create(_ bytes: [UInt8], at path: String) throws -> Bool {
    try process.check()
    return try store.create(bytes, at: path)
  }

  func update<Result: Sendable>(_ path: String, _ body: (inout [UInt8]?) throws -> Result) throws -> Result {
    try process.check()
    return try store.update(path, body)
  }

  func exclusively<Result: Sendable>(_ path: String, _ body: () async throws -> Result) async throws -> Result? {
    try await store.exclusively(path, body)
  }

  var ownProcess: ProcessMark { store.ownProcess }

  func isAlive(_ process: ProcessMark) -> Bool? { store.isAlive(process) }

  func location(of path: String) -> String { store.location(of: path) }
}

/// A network whose connections lose answers as the process is told to.
struct FrailDialer: DeviceDialer {
  var dialer: any DeviceDialer
  var process: FrailProcess

  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    try process.check()
    return FrailConnection(
      connection: try await dialer.connect(to: address, trust: trust), address: address, process: process)
  }
}

private struct FrailConnection: DeviceConnection {
  var connection: any DeviceConnection
  var address: DeviceAddress
  var process: FrailProcess

  var ownHost: String? { connection.ownHost }

  func exchange(_ request: Request) async throws -> Response {
    try process.check()
    return try process.bring(try await connection.exchange(request), to: request, from: address)
  }

  func close() async { await connection.close() }
}
