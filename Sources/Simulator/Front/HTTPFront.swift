package import ISAPI
import NIOCore
import NIOPosix
import Synchronization

/// A socket for a simulated recorder, which moves, closes and comes back with it.
///
/// The port stays the one that was bound first, as behind a port forward, unless it is the recorder's own port,
/// which it then follows.
package final class HTTPFront: Sendable {
  /// The recorder that is served.
  let recorder: SimulatedRecorder
  private let scheme: DeviceAddress.Scheme
  private let placement: Placement
  private let attendant: ExchangeAttendant?

  private struct Contents {
    /// 0 until the system has chosen one.
    var port: Int
    /// The recorder's own port when it was looked at last.
    var recorderPort: Int?
    var listening: DeviceAddress?
    /// Why the front serves no more.
    var failure: (any Error)?
    var watchers: [Int: AsyncStream<DeviceAddress?>.Continuation] = [:]
    var nextWatcher = 0
  }

  private let contents: Mutex<Contents>

  package init(
    _ recorder: SimulatedRecorder, port: Int = 0, scheme: DeviceAddress.Scheme = .http,
    placement: Placement = .loopback, attendant: ExchangeAttendant? = nil
  ) {
    self.recorder = recorder
    self.scheme = scheme
    self.placement = placement
    self.attendant = attendant
    contents = Mutex(Contents(port: port))
  }

  /// Where the recorder answers; waits until it does for the first time or again.
  package var address: DeviceAddress {
    get async throws {
      for await case let address? in addresses { return address }
      throw contents.withLock { $0.failure } ?? CancellationError()
    }
  }

  /// Where the recorder answers from now on, nil while it does not; ends when it is served no more.
  package var addresses: AsyncStream<DeviceAddress?> {
    let (stream, continuation) = AsyncStream.makeStream(of: DeviceAddress?.self)
    let id = contents.withLock { contents in
      contents.nextWatcher += 1
      continuation.yield(contents.listening)
      if contents.failure == nil {
        contents.watchers[contents.nextWatcher] = continuation
      } else {
        continuation.finish()
      }
      return contents.nextWatcher
    }
    continuation.onTermination = { [weak self] _ in
      self?.contents.withLock { _ = $0.watchers.removeValue(forKey: id) }
    }
    return stream
  }

  /// Serves the recorder until the task is cancelled; throws where an address cannot be bound.
  package func run() async throws {
    do {
      try await serve()
      fail(CancellationError())
    } catch {
      fail(error)
      throw error
    }
  }

  private func serve() async throws {
    while !Task.isCancelled {
      guard let place else {
        await waitUntilMoved(from: nil)
        continue
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await self.listen(at: place) }
        group.addTask { await self.waitUntilMoved(from: place) }
        try await group.next()
        group.cancelAll()
      }
    }
  }

  /// What the front listens on: place, port and key.
  private struct Place: Equatable {
    var host: String
    var port: Int
    /// The key of the certificate; nil for plain HTTP.
    var fingerprint: String?
  }

  /// Where to listen now; nil while the recorder is down or has the protocol switched off.
  private var place: Place? {
    if recorder.phase == .down { return nil }
    let binding = recorder.binding
    guard let recorderPort = scheme == .http ? binding.http : binding.https else { return nil }
    let port = contents.withLock { contents in
      if contents.port == contents.recorderPort { contents.port = recorderPort }
      contents.recorderPort = recorderPort
      return contents.port
    }
    return Place(
      host: placement(binding.address), port: port, fingerprint: scheme == .https ? recorder.fingerprint : nil)
  }

  private func listen(at place: Place) async throws {
    defer { listens(at: nil) }
    let listener = HTTPListener(recorder: recorder, scheme: scheme, attendant: attendant)
    try await listener.run(host: place.host, port: place.port) { port in
      listens(at: DeviceAddress(scheme, place.host, port: port))
    }
  }

  private func listens(at address: DeviceAddress?) {
    contents.withLock { contents in
      if let address { contents.port = address.port }
      contents.listening = address
      for watcher in contents.watchers.values { watcher.yield(address) }
    }
  }

  private func fail(_ error: any Error) {
    let watchers = contents.withLock { contents in
      contents.failure = error
      defer { contents.watchers = [:] }
      return contents.watchers.values
    }
    for watcher in watchers { watcher.finish() }
  }

  /// Returns when there is another place to listen at, or the task is cancelled.
  private func waitUntilMoved(from old: Place?) async {
    var events = recorder.events.makeAsyncIterator()
    while !Task.isCancelled, isStill(old) {
      if recorder.nextPhaseChange == nil {
        _ = await events.next()
      } else {
        // Phases change by the recorder's own clock, which may run at any speed.
        try? await Task.sleep(for: .milliseconds(5))
      }
    }
  }

  private func isStill(_ old: Place?) -> Bool {
    guard var old, let new = place else { return old == nil && place == nil }
    if old.port == 0 { old.port = new.port }
    return old == new
  }
}

/// Serves a recorder on a socket for as long as the body runs.
package func withHTTPFront<Result>(
  _ recorder: SimulatedRecorder, port: Int = 0, scheme: DeviceAddress.Scheme = .http,
  placement: Placement = .loopback, attendant: ExchangeAttendant? = nil,
  _ body: (HTTPFront) async throws -> Result
) async throws -> Result {
  let front = HTTPFront(recorder, port: port, scheme: scheme, placement: placement, attendant: attendant)
  return try await withThrowingTaskGroup(of: Void.self) { group in
    defer { group.cancelAll() }
    group.addTask { try await front.run() }
    return try await body(front)
  }
}
