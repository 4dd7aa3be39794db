import Planner
import Synchronization

/// The wish of a person, or of the system, that the command should end.
///
/// Most commands are cancelled at once; one that is writing to a recorder asks to be left alone until its next safe
/// point and looks at `isRequested` there.
package final class Interruption: Sendable {
  private struct State {
    var isRequested = false
    var waitsForSafePoint = false
    var isAsking = false
    var cancel: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  package init() {}

  /// Whether the command should end.
  package var isRequested: Bool { state.withLock { $0.isRequested } }

  /// How a process ends that cannot wait any longer: a run that is cut off is half-done (product.md C3).
  var statusWhenCutOff: ExitStatus { state.withLock { $0.waitsForSafePoint ? .partlyApplied : .interrupted } }

  /// How a command answers to a request.
  package enum Answer: Sendable, Hashable {
    /// It is cancelled.
    case cancelled
    /// It ends at its next safe point.
    case atSafePoint
    /// It waits for a person and does nothing else, so that the process may end.
    case endNow
  }

  /// Asks the command to end.
  @discardableResult
  package func request() -> Answer {
    let (answer, cancel): (Answer, (@Sendable () -> Void)?) = state.withLock { state in
      state.isRequested = true
      if state.isAsking { return (.endNow, nil) }
      return state.waitsForSafePoint ? (.atSafePoint, nil) : (.cancelled, state.cancel)
    }
    cancel?()
    return answer
  }

  /// States how the command is cancelled.
  func onRequest(cancel: @escaping @Sendable () -> Void) {
    let isRequested = state.withLock { state in
      state.cancel = cancel
      return state.isRequested && !state.waitsForSafePoint
    }
    if isRequested { cancel() }
  }

  /// Runs a body that waits for a person.
  func asking<Result>(_ body: () throws -> Result) rethrows -> Result {
    state.withLock { $0.isAsking = true }
    defer { state.withLock { $0.isAsking = false } }
    return try body()
  }

  /// Runs a body that ends by itself at its next safe point.
  func deferred<Result>(_ body: () async throws -> Result) async rethrows -> Result {
    state.withLock { $0.waitsForSafePoint = true }
    defer { state.withLock { $0.waitsForSafePoint = false } }
    return try await body()
  }
}
