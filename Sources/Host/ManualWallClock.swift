package import FoundationEssentials
import Synchronization

/// A clock that jumps: whoever sleeps on it wakes at once, and the time has moved on.
///
/// A reset that takes four minutes on a recorder takes none in a test, and every wait still counts. Whoever idles wakes
/// when others have moved the time on far enough.
package final class ManualWallClock: WallClock {
  private struct State {
    var instant: Date
    var idlers: [UInt64: Idler] = [:]
    var count: UInt64 = 0
  }

  private struct Idler {
    var end: Date
    var continuation: CheckedContinuation<Void, any Error>
  }

  private let state: Mutex<State>

  package init(startingAt start: Date) { state = Mutex(State(instant: start)) }

  package var now: Date { state.withLock { $0.instant } }

  package func sleep(for duration: Duration) async throws {
    try Task.checkCancellation()
    advance(by: duration)
    await Task.yield()
  }

  package func idle(for duration: Duration) async throws {
    let (number, end) = state.withLock { state in
      state.count += 1
      return (state.count, state.instant.addingTimeInterval(duration / .seconds(1)))
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isOver = state.withLock { state in
          if Task.isCancelled || state.instant >= end { return true }
          state.idlers[number] = Idler(end: end, continuation: continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
      try Task.checkCancellation()
    } onCancel: {
      let idler = state.withLock { $0.idlers.removeValue(forKey: number) }
      idler?.continuation.resume(throwing: CancellationError())
    }
  }

  /// Moves the time on without a sleeper.
  package func advance(by duration: Duration) {
    let over = state.withLock { state in
      state.instant = state.instant.addingTimeInterval(duration / .seconds(1))
      let over = state.idlers.filter { $0.value.end <= state.instant }
      for number in over.keys { state.idlers[number] = nil }
      return over.values
    }
    for idler in over { idler.continuation.resume() }
  }
}
