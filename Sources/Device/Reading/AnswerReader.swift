package import Host
package import ISAPI
import Synchronization

/// Reads resources of a device and keeps what it said as it said it, refusals included, two at a time.
package struct AnswerReader: Sendable {
  private let transport: KeepingTransport
  private let clock: any WallClock

  package init(_ transport: any DeviceTransport, clock: any WallClock) {
    self.transport = KeepingTransport(transport)
    self.clock = clock
  }

  /// What the device says to the reading of each resource; one that it has not is no reason to stop.
  ///
  /// Throws `SnapshotIncomplete` where no answer comes, `LoginRefused` and `CancellationError`.
  package func read(_ endpoints: some Collection<Endpoint>) async throws -> [Endpoint: RecordedAnswer] {
    let reader = SnapshotReader(transport, clock: clock)
    var remaining = Set(endpoints).sorted()[...]
    try await withThrowingTaskGroup(of: Void.self) { group in
      func startNext() {
        guard let endpoint = remaining.popFirst() else { return }
        group.addTask { try await Self.look(at: endpoint, with: reader) }
      }
      startNext()
      startNext()
      for try await _ in group { startNext() }
    }
    return transport.answers.filter { endpoints.contains($0.key) }
  }

  /// Reads a resource; what the device says against it is an answer too.
  private static func look(at endpoint: Endpoint, with reader: SnapshotReader) async throws {
    do {
      _ = try await reader.read(endpoint, .optional)
    } catch let error as SnapshotIncomplete {
      if error.cause is TransportError { throw error }
    }
  }
}

/// A transport that keeps the last answer to the reading of each resource.
private final class KeepingTransport: DeviceTransport {
  private let transport: any DeviceTransport
  private let kept = Mutex<[Endpoint: RecordedAnswer]>([:])

  init(_ transport: any DeviceTransport) { self.transport = transport }

  var address: DeviceAddress { transport.address }
  var ownHost: String? { transport.ownHost }
  var answers: [Endpoint: RecordedAnswer] { kept.withLock { $0 } }

  func send(_ request: Request) async throws -> Response {
    let response = try await transport.send(request)
    if request.method == .get {
      let answer = RecordedAnswer(status: response.status, body: response.body)
      kept.withLock { $0[request.endpoint] = answer }
    }
    return response
  }

  func close() async { await transport.close() }
}
