package import ISAPI
import NIOCore
import NIOPosix
import Synchronization

/// A socket for a simulated recorder, which moves, closes and comes back with it.
///
/// The port stays the one that was bound first, as behind a port forward, unless it is the recorder's own port,
/// which it then follows.
package final class HTTPFront: Sendable {
  let recorder: SimulatedRecorder
  private let scheme: DeviceAddress.Scheme
  private let placement: Placement

  private struct Contents {
    /// 0 until the system has chosen one.
    var port: Int
    /// The recorder's own port when it was looked at last.
    var recorderPort: Int?
    var listening: DeviceAddress?
    var waiters: [Int: CheckedContinuation<DeviceAddress, any Error>] = [:]
    var nextWaiter = 0
    /// Why the front serves no more.
    var failure: (any Error)?
  }

  private let contents: Mutex<Contents>

  package init(
    _ recorder: SimulatedRecorder, port: Int = 0, scheme: DeviceAddress.Scheme = .http,
    placement: Placement = .loopback
  ) {
    self.recorder = recorder
    self.scheme = scheme
    self.placement = placement
    contents = Mutex(Contents(port: port))
  }

  /// Where the recorder answers; waits until it does for the first time or again.
  package var address: DeviceAddress {
    get async throws {
      let id = contents.withLock { contents in
        contents.nextWaiter += 1
        return contents.nextWaiter
      }
      return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { wait($0, as: id) }
      } onCancel: {
        let waiter = contents.withLock { $0.waiters.removeValue(forKey: id) }
        waiter?.resume(throwing: CancellationError())
      }
    }
  }

  private func wait(_ continuation: CheckedContinuation<DeviceAddress, any Error>, as id: Int) {
    let answer: Swift.Result<DeviceAddress, any Error>? = contents.withLock { contents in
      if let listening = contents.listening { return .success(listening) }
      if let failure = contents.failure { return .failure(failure) }
      if Task.isCancelled { return .failure(CancellationError()) }
      contents.waiters[id] = continuation
      return nil
    }
    if let answer { continuation.resume(with: answer) }
  }

  /// Serves the recorder until the task is cancelled; throws where an address cannot be bound.
  package func run() async throws {
    do {
      try await serve()
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
    let listener = HTTPListener(recorder: recorder, scheme: scheme)
    try await listener.run(host: place.host, port: place.port) { port in
      self.started(DeviceAddress(self.scheme, place.host, port: port))
    }
    contents.withLock { $0.listening = nil }
  }

  private func started(_ address: DeviceAddress) {
    let waiters = contents.withLock { contents in
      contents.port = address.port
      contents.listening = address
      defer { contents.waiters = [:] }
      return contents.waiters.values
    }
    for waiter in waiters { waiter.resume(returning: address) }
  }

  private func fail(_ error: any Error) {
    let waiters = contents.withLock { contents in
      contents.failure = error
      defer { contents.waiters = [:] }
      return contents.waiters.values
    }
    for waiter in waiters { waiter.resume(throwing: error) }
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
  placement: Placement = .loopback, _ body: (HTTPFront) async throws -> Result
) async throws -> Result {
  let front = HTTPFront(recorder, port: port, scheme: scheme, placement: placement)
  return try await withThrowingTaskGroup(of: Void.self) { group in
    defer { group.cancelAll() }
    group.addTask { try await front.run() }
    return try await body(front)
  }
}
