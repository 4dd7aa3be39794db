import Glibc
import ISAPI
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Opens sockets to one address, ready for exchanges.
struct SocketOpener: Sendable {
  let address: DeviceAddress
  let host: String
  let port: Int
  let limits: ConnectionLimits
  let trust: any CertificateTrust

  /// A connected socket, its TLS handshake done; throws `TransportError`.
  func open() async throws -> any Channel {
    try Task.checkCancellation()
    let channel: any Channel
    do {
      channel = try await connect()
    } catch {
      throw TransportError(.init(connecting: error), address: address, detail: String(describing: error))
    }
    let verdict = CertificateVerdict(address: address, trust: trust)
    do {
      try await withTaskCancellationHandler {
        try await prepare(channel, verdict).get()
      } onCancel: {
        channel.close(promise: nil)
      }
      return channel
    } catch {
      channel.close(promise: nil)
      try Task.checkCancellation()
      throw failure(ofHandshake: error, verdict)
    }
  }

  private func connect() async throws -> any Channel {
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(TimeAmount(limits.connecting))
    if let literal = try? SocketAddress(ipAddress: host, port: port) {
      return try await bootstrap.connect(to: literal).get()
    }
    return try await bootstrap.connect(host: host, port: port).get()
  }

  /// Puts the handlers in place and waits for the handshake where there is one.
  private func prepare(_ channel: any Channel, _ verdict: CertificateVerdict) -> EventLoopFuture<Void> {
    channel.eventLoop.flatSubmit {
      let pipeline = channel.pipeline.syncOperations
      let ready = channel.eventLoop.makePromise(of: Void.self)
      do {
        if address.scheme == .https {
          try pipeline.addHandler(HandshakeHandler(done: ready, limit: TimeAmount(limits.connecting)))
          try pipeline.addHandler(verdict.makeTLSHandler(), position: .first)
        } else {
          ready.succeed()
        }
        let meter = HeadMeter()
        try pipeline.addHandler(meter)
        try pipeline.addHTTPClientHandlers()
        try pipeline.addHandler(ExchangeHandler(bodyLimit: limits.bodySize, meter: meter))
      } catch {
        ready.fail(error)
      }
      return ready.futureResult
    }
  }

  private func failure(ofHandshake error: any Error, _ verdict: CertificateVerdict) -> TransportError {
    if let fingerprint = verdict.refusedFingerprint {
      return TransportError(.untrustedCertificate, address: address, detail: fingerprint)
    }
    let isTimeout = error is HandshakeHandler.TimedOut
    return TransportError(
      isTimeout ? .connectTimeout : .handshakeFailed, address: address, detail: String(describing: error))
  }
}

extension TransportError.Reason {
  /// Why no connection came about.
  fileprivate init(connecting error: any Error) {
    switch error {
    case let error as NIOConnectionError:
      self = error.connectionErrors.first.map { Self(connecting: $0.error) } ?? .unreachable
    case ChannelError.connectTimeout: self = .connectTimeout
    case let error as IOError where error.errnoCode == ECONNREFUSED: self = .refused
    case let error as IOError where error.errnoCode == ETIMEDOUT: self = .connectTimeout
    default: self = .unreachable
    }
  }
}
