import Host
import Machine
import TestSupport
import Testing

/// A kind of state store that keeps the contract.
enum StateStoreKind: String, Sendable, CaseIterable, CustomTestStringConvertible {
  case inMemory
  case files

  var testDescription: String { rawValue }

  /// A process on this machine, and one on another.
  static let here = ProcessMark(host: "here", id: 4711, start: "1")
  static let elsewhere = ProcessMark(host: "elsewhere", id: 4711, start: "1")

  /// Runs a body with one state as two machines see it.
  func withTwo(_ body: (_ here: any StateStore, _ elsewhere: any StateStore) async throws -> Void) async throws {
    switch self {
    case .inMemory:
      let store = InMemoryStateStore(process: Self.here)
      try await body(store, InMemoryStateStore(sharing: store, as: Self.elsewhere))
    case .files:
      try await TemporaryFolder.with { folder in
        let root = folder + "/state"
        try await body(
          FileStateStore(root: root, process: Self.here), FileStateStore(root: root, process: Self.elsewhere))
      }
    }
  }

  /// Runs a body with one state.
  func with(_ body: (any StateStore) async throws -> Void) async throws {
    try await withTwo { store, _ in try await body(store) }
  }
}
