import Synchronization

/// Lines at the bottom of a terminal that are drawn again in place; lines above them scroll away.
final class LiveArea: Sendable {
  private let console: Console
  private let drawn = Mutex(0)

  init(console: Console) { self.console = console }

  /// Writes final lines above the area, and the area below them.
  func draw(final lines: [String], area: [String]) {
    drawn.withLock { drawn in
      if lines.isEmpty, area.isEmpty, drawn == 0 { return }
      console.progress((lines + area).map { $0 + "\n" }.joined(), over: drawn)
      drawn = area.count
    }
  }
}
