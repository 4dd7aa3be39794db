import Dispatch
import Glibc
import Planner
import Synchronization

/// Ctrl-C and SIGTERM: the first asks the command to end at a safe point, the second ends the process at once.
struct TerminationSignals {
  private let sources: [any DispatchSourceSignal]

  init(console: Console, interruption: Interruption) {
    let count = SignalCount()
    sources = [SIGINT, SIGTERM].map { number in
      // Dispatch sees the signal only when its default action is switched off.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      // The closure would otherwise be bound to the main actor and trap on Dispatch's queue.
      source.setEventHandler { @Sendable in
        if count.next() > 1 { _exit(interruption.statusWhenCutOff.rawValue) }
        switch interruption.request() {
        case .cancelled: console.progress("\n")
        case .atSafePoint:
          console.progress("\nStopping at the next safe point; Ctrl-C again stops at once and leaves it half-done.\n")
        case .endNow:
          console.progress("\n")
          _exit(ExitStatus.interrupted.rawValue)
        }
      }
      source.activate()
      return source
    }
  }

  /// Stops listening.
  func end() {
    for source in sources { source.cancel() }
  }
}

/// How many signals came.
private final class SignalCount: Sendable {
  private let count = Atomic(0)

  func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
