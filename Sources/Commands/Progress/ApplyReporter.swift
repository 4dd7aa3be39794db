import Applier
import FoundationEssentials
import Host
import Planner
import Synchronization

/// Shows the events of runs as they come: in place on a terminal, line by line elsewhere.
final class ApplyReporter: Sendable {
  private enum View {
    case live(ProgressBoard)
    case lines(ProgressLog)

    var runs: [String: RunProgress] {
      switch self {
      case .live(let board): board.runs
      case .lines(let log): log.runs
      }
    }
  }

  private struct State {
    var view: View
    var lastDrawn = Date.distantPast
  }

  private let console: Console
  private let clock: any WallClock
  private let area: LiveArea
  private let state: Mutex<State>

  /// At most ten drawings a second.
  private static let pause: TimeInterval = 0.1

  /// A reporter for a number of recorders.
  init(console: Console, clock: any WallClock, count: Int) {
    self.console = console
    self.clock = clock
    area = LiveArea(console: console)
    let view: View =
      console.hasLiveProgress
      ? .live(ProgressBoard(count: count, width: console.progressWidth)) : .lines(ProgressLog())
    state = Mutex(State(view: view))
  }

  /// Shows what happened at one recorder.
  func take(_ event: ApplyEvent, of target: String) {
    let now = clock.now
    state.withLock { state in
      switch state.view {
      case .lines(var log):
        for line in log.take(event, of: target, at: now) { console.progress(line + "\n") }
        state.view = .lines(log)
      case .live(var board):
        let lines = board.take(event, of: target, at: now)
        state.view = .live(board)
        guard !lines.isEmpty || now.timeIntervalSince(state.lastDrawn) >= Self.pause else { return }
        state.lastDrawn = now
        area.draw(final: lines, area: board.area(at: now))
      }
    }
  }

  /// How far each recorder is.
  var runs: [String: RunProgress] { state.withLock { $0.view.runs } }

  /// Writes sentences above whatever is drawn in place.
  func tell(_ sentences: [String]) {
    let lines = sentences.flatMap { FittedText.lines($0, width: min(console.progressWidth, 80) - 1) }
    state.withLock { state in
      switch state.view {
      case .lines: console.progress(lines.map { $0 + "\n" }.joined())
      case .live(let board): area.draw(final: lines, area: board.area(at: clock.now))
      }
    }
  }

  /// Keeps the live area moving while a body runs, and takes it away at the end.
  func showing<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result {
    guard console.hasLiveProgress else { return try await body() }
    // The time shown has to move on even while no event comes; the end of the body ends it.
    let ticker = Task { [self] in
      while !Task.isCancelled {
        redraw()
        try? await Task.sleep(for: .milliseconds(250))
      }
    }
    defer {
      ticker.cancel()
      area.draw(final: [], area: [])
    }
    return try await body()
  }

  private func redraw() {
    let now = clock.now
    state.withLock { state in
      guard case .live(let board) = state.view, !Task.isCancelled else { return }
      state.lastDrawn = now
      area.draw(final: [], area: board.area(at: now))
    }
  }
}
