import ISAPI
import Synchronization

/// What was sent to one recorder, counted at the connection.
struct Traffic: Sendable, Hashable {
  var reads = 0
  var writes = 0
  var logins = 0

  static func + (left: Self, right: Self) -> Self {
    Self(reads: left.reads + right.reads, writes: left.writes + right.writes, logins: left.logins + right.logins)
  }
}

/// A dialer whose connections count what goes over them.
final class CountingDialer: DeviceDialer {
  private let dialer: any DeviceDialer
  private let counted = Mutex(Traffic())

  init(_ dialer: any DeviceDialer) { self.dialer = dialer }

  /// What went over all connections so far.
  var traffic: Traffic { counted.withLock { $0 } }

  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    CountedConnection(try await dialer.connect(to: address, trust: trust), counter: self)
  }

  fileprivate func count(_ request: Request, isLogin: Bool) {
    counted.withLock { traffic in
      if request.changesNothing { traffic.reads += 1 } else { traffic.writes += 1 }
      if isLogin { traffic.logins += 1 }
    }
  }
}

/// One connection whose first request with credentials is a login, and whose other requests are reads or writes.
private final class CountedConnection: DeviceConnection {
  private let connection: any DeviceConnection
  private let counter: CountingDialer
  private let isLoggedIn = Mutex(false)

  init(_ connection: any DeviceConnection, counter: CountingDialer) {
    self.connection = connection
    self.counter = counter
  }

  func exchange(_ request: Request) async throws -> Response {
    let isLogin =
      request.headers["Authorization"] != nil
      && isLoggedIn.withLock { isLoggedIn in
        defer { isLoggedIn = true }
        return !isLoggedIn
      }
    counter.count(request, isLogin: isLogin)
    return try await connection.exchange(request)
  }

  func close() async { await connection.close() }

  var ownHost: String? { connection.ownHost }
}
