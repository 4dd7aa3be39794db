import Synchronization

/// The wish of a person, or of the system, that the command should end.
///
/// Most commands are cancelled at once; one that is writing to a recorder asks to be left alone until its next safe
/// point and looks at `isRequested` there.
package final class Interruption: Sendable {
  private struct State {
    var isRequested = false
    var waitsForSafePoint = false
    var cancel: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  package init() {}

  /// Whether the command should end.
  package var isRequested: Bool { state.withLock { $0.isRequested } }

  /// Asks the command to end.
  package func request() {
    let cancel = state.withLock { state in
      state.isRequested = true
      return state.waitsForSafePoint ? nil : state.cancel
    }
    cancel?()
  }

  /// States how the command is cancelled.
  func onRequest(cancel: @escaping @Sendable () -> Void) {
    let isRequested = state.withLock { state in
      state.cancel = cancel
      return state.isRequested && !state.waitsForSafePoint
    }
    if isRequested { cancel() }
  }

  /// Runs a body that ends by itself at its next safe point.
  func deferred<Result>(_ body: () async throws -> Result) async rethrows -> Result {
    state.withLock { $0.waitsForSafePoint = true }
    defer { state.withLock { $0.waitsForSafePoint = false } }
    return try await body()
  }
}
