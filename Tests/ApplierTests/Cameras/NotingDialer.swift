import ISAPI
import Synchronization

/// The hosts that were dialled.
final class DialRecord: Sendable {
  private let contents = Mutex<Set<String>>([])

  var hosts: Set<String> { contents.withLock { $0 } }

  fileprivate func note(_ host: String) { _ = contents.withLock { $0.insert(host) } }
}

/// A network that keeps account of who is dialled.
struct NotingDialer: DeviceDialer {
  let dialer: any DeviceDialer
  let record: DialRecord

  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    record.note(address.host)
    return try await dialer.connect(to: address, trust: trust)
  }
}
