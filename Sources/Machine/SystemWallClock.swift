package import FoundationEssentials
import Host

/// The clock of the machine.
package struct SystemWallClock: WallClock {
  package init() {}

  package var now: Date { Date() }

  package func sleep(for duration: Duration) async throws {
    try await Task.sleep(for: duration)
  }

  package func idle(for duration: Duration) async throws { try await sleep(for: duration) }
}
