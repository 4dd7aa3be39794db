import FoundationEssentials
package import Host
package import ISAPI
import Synchronization

/// The key that a recorder is known by: trusted on first use, and no other afterwards (design 6.6).
package final class CertificatePin: CertificateTrust {
  private struct Knowledge {
    /// The pinned key, nil before the first proven login.
    var pinned: String?
    /// Keys seen in this run where none is pinned, by address; a wrong device at one must not count for another.
    var seen: [DeviceAddress: String] = [:]
  }

  private struct Record: Codable {
    var fingerprint: String?
  }

  private let state: any StateStore
  private let path: String
  private let knowledge: Mutex<Knowledge>

  /// Reads the pin of a recorder; throws `StateError` where it cannot be read, since then nothing may be trusted.
  package init(folder: DeviceFolder, state: any StateStore) throws {
    self.state = state
    path = folder.pin
    let record = try Self.record(in: state.read(path), at: state.location(of: path))
    knowledge = Mutex(Knowledge(pinned: record.fingerprint))
  }

  package func accepts(fingerprint: String, from address: DeviceAddress) -> Bool {
    knowledge.withLock { knowledge in
      if let expected = knowledge.pinned ?? knowledge.seen[address] { return expected == fingerprint }
      knowledge.seen[address] = fingerprint
      return true
    }
  }

  /// Where the pin is to be found by a person.
  package var place: String { state.location(of: path) }

  /// The key that is taken at an address, nil where any is.
  package func expected(at address: DeviceAddress) -> String? {
    knowledge.withLock { $0.pinned ?? $0.seen[address] }
  }

  /// The pinned key, nil where there is none yet.
  package var fingerprint: String? { knowledge.withLock { $0.pinned } }

  /// Pins the key seen at an address, because the recorder has proved there who it is.
  ///
  /// Gives the key where it was pinned just now, to be shown to the user.
  @discardableResult
  package func pin(_ address: DeviceAddress) throws -> String? {
    let new = knowledge.withLock { knowledge -> String? in
      guard knowledge.pinned == nil, let seen = knowledge.seen[address] else { return nil }
      knowledge.pinned = seen
      return seen
    }
    if let new { try keep(new) }
    return new
  }

  /// Writes a key down, unless another process has pinned another one since this one looked.
  private func keep(_ fingerprint: String) throws {
    let location = state.location(of: path)
    try state.update(path) { bytes in
      let present = try Self.record(in: bytes, at: location).fingerprint
      guard present == nil || present == fingerprint else {
        throw StateError(path: location, operation: "pin", reason: "another nvrctl has pinned another certificate")
      }
      bytes = try Self.bytes(of: Record(fingerprint: fingerprint))
    }
  }

  /// Forgets the key, so that the next one is taken.
  package func forget() throws {
    try state.update(path) { $0 = try Self.bytes(of: Record(fingerprint: nil)) }
    knowledge.withLock { $0 = Knowledge() }
  }

  private static func record(in bytes: [UInt8]?, at location: String) throws -> Record {
    guard let bytes else { return Record() }
    do {
      return try JSONDecoder().decode(Record.self, from: Data(bytes))
    } catch {
      throw StateError(path: location, operation: "read", reason: "it is not a pinned certificate")
    }
  }

  private static func bytes(of record: Record) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return Array(try encoder.encode(record))
  }
}
