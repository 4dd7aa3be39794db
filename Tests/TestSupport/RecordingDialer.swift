package import ISAPI
import Synchronization

/// A network that keeps every request that leaves for a recorder, as it leaves.
package struct RecordingDialer: DeviceDialer {
  private let dialer: any DeviceDialer
  private let record: TrafficRecord

  package init(_ dialer: any DeviceDialer, into record: TrafficRecord) {
    self.dialer = dialer
    self.record = record
  }

  package func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    RecordingConnection(connection: try await dialer.connect(to: address, trust: trust), record: record)
  }
}

/// Requests in the order in which they left.
package final class TrafficRecord: Sendable {
  private let contents = Mutex<[Request]>([])

  package init() {}

  /// All of them.
  package var requests: [Request] { contents.withLock { $0 } }

  fileprivate func add(_ request: Request) { contents.withLock { $0.append(request) } }
}

private struct RecordingConnection: DeviceConnection {
  var connection: any DeviceConnection
  var record: TrafficRecord

  var ownHost: String? { connection.ownHost }

  func exchange(_ request: Request) async throws -> Response {
    record.add(request)
    return try await connection.exchange(request)
  }

  func close() async { await connection.close() }
}
