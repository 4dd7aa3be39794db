import FoundationEssentials

/// Where the recorder is between the command to reboot and being ready again (isapi.md 11.1).
package enum Phase: String, Sendable, Hashable {
  /// Answers everything; also during the grace before a reboot.
  case ready
  /// Nobody listens.
  case down
  /// The web server answers that the device is busy.
  case booting
}

/// The boots of a recorder, computed from the time alone so that any clock will do.
struct PowerCycle {
  /// What a reboot takes along.
  enum Errand: Hashable {
    case nothing
    case reset(ResetMode)
  }

  /// What happened when the time was looked at.
  enum Turn: Hashable {
    case wentDown(Errand)
    case startedListening
    case becameReady
  }

  private struct Reboot {
    var downAt: Date
    var listensAt: Date
    var readyAt: Date
    var errand: Errand
    var phase = Phase.ready
  }

  /// When the recorder came up last; its uptime counts from here.
  private(set) var bootedAt: Date
  private var reboot: Reboot?

  init(bootedAt: Date) { self.bootedAt = bootedAt }

  /// Whether a reboot has begun and is not over.
  var isRebooting: Bool { reboot != nil }

  /// When the phase changes next.
  var nextTurn: Date? {
    guard let reboot else { return nil }
    switch reboot.phase {
    case .ready: return reboot.downAt
    case .down: return reboot.listensAt
    case .booting: return reboot.readyAt
    }
  }

  /// The phase as of the last `advance`.
  var phase: Phase { reboot?.phase ?? .ready }

  /// Begins a reboot; one that is under way takes the stronger errand along.
  mutating func begin(_ errand: Errand, at now: Date, grace: Duration, timings: Timings) {
    if reboot?.phase == .ready, errand == .nothing, grace > .zero { return }
    let downAt = now.adding(grace)
    var down = timings.down
    if errand != .nothing { down += timings.reset }
    let listensAt = downAt.adding(down)
    reboot = Reboot(
      downAt: downAt, listensAt: listensAt, readyAt: listensAt.adding(timings.booting), errand: errand)
  }

  /// Moves on to the time; gives what happened on the way, in order.
  mutating func advance(to now: Date) -> [Turn] {
    var turns: [Turn] = []
    while let next = nextTurn, next <= now, let running = reboot {
      switch running.phase {
      case .ready:
        reboot?.phase = .down
        turns.append(.wentDown(running.errand))
      case .down:
        reboot?.phase = .booting
        bootedAt = running.listensAt
        turns.append(.startedListening)
      case .booting:
        reboot = nil
        turns.append(.becameReady)
      }
    }
    return turns
  }
}

extension Date {
  /// The date a duration later.
  func adding(_ duration: Duration) -> Date { addingTimeInterval(duration / .seconds(1)) }
}
