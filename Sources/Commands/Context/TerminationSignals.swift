import Dispatch
import Glibc
import Planner
import Synchronization

/// Ctrl-C, SIGTERM and a terminal that went away: the first asks the command to end at a safe point, the second ends
/// the process at once.
struct TerminationSignals {
  private let sources: [any DispatchSourceSignal]

  init(console: Console, interruption: Interruption) {
    let count = SignalCount()
    sources = Self.numbers.map { number in
      // Dispatch sees the signal only when its default action is switched off.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      // The closure would otherwise be bound to the main actor and trap on Dispatch's queue.
      source.setEventHandler { @Sendable in
        if count.next() > 1 { Self.endNow(interruption) }
        switch interruption.request() {
        case .cancelled: Self.say { console.progress("\n") }
        case .atSafePoint(let work): Self.say { work.tellStop() }
        case .endNow:
          Self.say { console.progress("\n") }
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

  /// The signals listened to; a process that was told to survive its terminal (nohup) does.
  private static var numbers: [Int32] {
    var hangUp = sigaction()
    sigaction(SIGHUP, nil, &hangUp)
    let isIgnored = unsafeBitCast(hangUp.__sigaction_handler.sa_handler, to: Int.self) == 1
    return [SIGINT, SIGTERM] + (isIgnored ? [] : [SIGHUP])
  }

  private static func endNow(_ interruption: Interruption) -> Never {
    guard let work = interruption.unfinished else { _exit(ExitStatus.interrupted.rawValue) }
    let status = work.statusWhenCutOff
    say { work.tellCutOff() }
    _exit(status.rawValue)
  }

  /// Says something without waiting for a reader who does not read: the next signal must get through.
  private static func say(_ words: @escaping @Sendable () -> Void) {
    let said = DispatchSemaphore(value: 0)
    DispatchQueue.global().async {
      words()
      said.signal()
    }
    _ = said.wait(timeout: .now() + .milliseconds(200))
  }
}

/// How many signals came.
private final class SignalCount: Sendable {
  private let count = Atomic(0)

  func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
