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

  var description: String {
    switch self {
    case .act(let act, let number, let moment): "\(moment) \(act) \(number)"
    case .write(let number, let moment): "write \(number) \(moment == .arrived ? "before" : "after") its effect"
    case .writeAndPower(let number, let moment): "\(Self.write(number, moment)), the recorder too"
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
      let (child, takesPower): (ToolChild?, Bool) = contents.withLock { contents in
        if moment == .arrived { contents.writes += 1 }
        switch contents.death {
        case .write(contents.writes, moment): return (contents.child, false)
        case .writeAndPower(contents.writes, moment): return (contents.child, true)
        default: return (nil, false)
        }
      }
      guard let child else { return true }
      if takesPower { recorder.powerCycle() }
      child.kill()
      return false
    }
  }
}
