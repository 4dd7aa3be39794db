package import Planner
import Synchronization

/// The wish of a person, or of the system, that the command should end.
///
/// Most commands are cancelled at once; one that is writing to a recorder asks to be left alone until its next safe
/// point and looks at `isRequested` there.
package final class Interruption: Sendable {
  private struct State {
    var isRequested = false
    var work: (any UnfinishedWork)?
    var isAsking = false
    var cancel: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  package init() {}

  /// Whether the command should end.
  package var isRequested: Bool { state.withLock { $0.isRequested } }

  /// How a command answers to a request.
  package enum Answer: Sendable {
    /// It is cancelled.
    case cancelled
    /// It ends at its next safe point.
    case atSafePoint(any UnfinishedWork)
    /// It waits for a person and does nothing else, so that the process may end.
    case endNow
  }

  /// Asks the command to end.
  @discardableResult
  package func request() -> Answer {
    let (answer, cancel): (Answer, (@Sendable () -> Void)?) = state.withLock { state in
      state.isRequested = true
      if state.isAsking { return (.endNow, nil) }
      if let work = state.work { return (.atSafePoint(work), nil) }
      return (.cancelled, state.cancel)
    }
    cancel?()
    return answer
  }

  /// What would be left behind if the process ended now; nil where nothing would.
  package var unfinished: (any UnfinishedWork)? { state.withLock { $0.work } }

  /// States how the command is cancelled.
  func onRequest(cancel: @escaping @Sendable () -> Void) {
    let isRequested = state.withLock { state in
      state.cancel = cancel
      return state.isRequested && state.work == nil
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
  func deferred<Result>(_ work: any UnfinishedWork, _ body: () async throws -> Result) async rethrows -> Result {
    state.withLock { $0.work = work }
    defer { state.withLock { $0.work = nil } }
    return try await body()
  }
}

/// Work on recorders that must not be dropped in the middle.
package protocol UnfinishedWork: Sendable {
  /// Says where it will stop, now that a stop was asked for.
  func tellStop()
  /// What the process ends with when it ends now (product.md C3).
  var statusWhenCutOff: ExitStatus { get }
  /// Says how to go on, when the process ends now.
  func tellCutOff()
}
