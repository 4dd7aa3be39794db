import ISAPI
import Simulator
import Synchronization

/// When the program dies.
enum ToolDeath: Sendable, Hashable, CustomStringConvertible {
  /// At an act on its files: `record`, `file` or `lock`, its number, and `before`, `torn` or `after`.
  case act(String, Int, String)
  /// At a write to the recorder, before its effect or before its answer.
  case write(Int, ExchangeAttendant.Moment)
  /// At a write to the recorder, and the recorder loses its power at the same time.
  case writeAndPower(Int, ExchangeAttendant.Moment)
  /// Asked to end at a write, by these signals one after the other.
  case asked([Int32], atWrite: Int)

  var description: String {
    switch self {
    case .act(let act, let number, let moment): "\(moment) \(act) \(number)"
    case .write(let number, let moment): "write \(number) \(moment == .arrived ? "before" : "after") its effect"
    case .writeAndPower(let number, let moment): "\(Self.write(number, moment)), the recorder too"
    case .asked(let signals, let number): "signals \(signals) at write \(number)"
    }
  }

  /// What the library that kills the program is told.
  var order: String? {
    if case .act(let act, let number, let moment) = self { "\(act):\(number):\(moment)" } else { nil }
  }
}

/// Kills a program from the recorder's side of a request.
final class ToolExecutioner: Sendable {
  private struct Contents {
    var death: ToolDeath?
    var child: ToolChild?
    var writes = 0
  }

  private let contents = Mutex(Contents())

  /// Writes that came in since the last order.
  var writes: Int { contents.withLock { $0.writes } }

  /// Kills the next program at a moment.
  func expect(_ death: ToolDeath?) { contents.withLock { $0 = Contents(death: death) } }

  /// States which program that is.
  func watch(_ child: ToolChild) { contents.withLock { $0.child = child } }

  /// Stands beside the sockets of a recorder.
  func attendant(of recorder: SimulatedRecorder) -> ExchangeAttendant {
    ExchangeAttendant { [self] moment, request in
      guard request.method != .get else { return true }
      let (order, child): (ToolDeath?, ToolChild?) = contents.withLock { contents in
        if moment == .arrived { contents.writes += 1 }
        return (contents.death?.order(at: contents.writes, moment), contents.child)
      }
      guard let order, let child else { return true }
      if case .asked(let signals, _) = order {
        for signal in signals { child.signal(signal) }
        return true
      }
      if case .writeAndPower = order { recorder.powerCycle() }
      child.kill()
      return false
    }
  }
}

extension ToolDeath {
  /// What is to be done at a moment of a write; nil where it passes undisturbed.
  fileprivate func order(at number: Int, _ moment: ExchangeAttendant.Moment) -> ToolDeath? {
    switch self {
    case .write(number, moment), .writeAndPower(number, moment): self
    case .asked(let signals, atWrite: number):
      // One at a time: the system hands two that wait as one.
      switch moment {
      case .arrived: .asked(Array(signals.prefix(1)), atWrite: number)
      case .carriedOut: .asked(Array(signals.dropFirst()), atWrite: number)
      }
    default: nil
    }
  }
}
