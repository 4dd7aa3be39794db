import Diagnostics
import Synchronization

/// Says on a terminal which recorders are being read; nothing elsewhere, since reading takes seconds.
final class PlanningDisplay: Sendable {
  private struct State {
    var running: [String] = []
    var ended = 0
  }

  private let console: Console
  private let area: LiveArea
  private let total: Int
  private let state = Mutex(State())

  init(console: Console, total: Int) {
    self.console = console
    self.total = total
    area = LiveArea(console: console)
  }

  /// A recorder is being read from now on.
  func began(_ recorder: String) {
    draw { $0.running.append(recorder) }
  }

  /// A recorder was read, or could not be.
  func ended(_ recorder: String) {
    draw { state in
      state.ended += 1
      if let index = state.running.firstIndex(of: recorder) { state.running.remove(at: index) }
    }
  }

  /// Takes the line away.
  func clear() { area.draw(final: [], area: []) }

  private func draw(_ change: (inout State) -> Void) {
    guard console.hasLiveProgress else { return }
    state.withLock { state in
      change(&state)
      let line = "  > reading \(state.ended)/\(total)  \(InertText.of(state.running.joined(separator: ", ")))"
      area.draw(final: [], area: [FittedText.cut(line, to: console.progressWidth - 1)])
    }
  }
}
