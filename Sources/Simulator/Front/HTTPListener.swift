import ISAPI
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// One listening socket of a recorder, with the connections it accepted.
struct HTTPListener {
  typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

  var recorder: SimulatedRecorder
  var scheme: DeviceAddress.Scheme
  var attendant: ExchangeAttendant?

  /// Listens until the task is cancelled, which ends every connection too.
  func run(host: String, port: Int, started: (Int) -> Void) async throws {
    let context = scheme == .https ? try DeviceCertificate(of: recorder).serverContext() : nil
    let accepted = AcceptedChannels()
    defer { accepted.closeAll() }
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.autoRead, value: false)
      .bind(host: host, port: port) { channel in
        accepted.add(channel)
        return channel.eventLoop.makeSucceededFuture(channel)
      }
    started(server.channel.localAddress?.port ?? port)
    try await server.executeThenClose { channels in
      try await withThrowingDiscardingTaskGroup { group in
        for try await channel in channels {
          group.addTask { await serve(channel, context) }
        }
        // Nobody is left to talk to a recorder that is gone from here.
        group.cancelAll()
      }
    }
  }

  /// Serves one accepted channel, which reads nothing before somebody listens to it.
  ///
  /// A channel that was accepted while the listener closed is never served; wrapped too early it would take the
  /// process with it.
  private func serve(_ channel: any Channel, _ context: NIOSSLContext?) async {
    do {
      let connection = try await channel.eventLoop.submit { try Self.configure(channel, context) }.get()
      try await channel.setOption(.autoRead, value: true).get()
      await HTTPExchange(recorder: recorder, scheme: scheme, attendant: attendant).serve(connection)
    } catch {
      // A client that hangs up is no news.
      try? await channel.close()
    }
  }

  private static func configure(_ channel: any Channel, _ context: NIOSSLContext?) throws -> Connection {
    if let context { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context)) }
    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
  }
}

/// The channels that a listener accepted and that are still open.
private final class AcceptedChannels: Sendable {
  private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

  func add(_ channel: any Channel) {
    let id = ObjectIdentifier(channel)
    channels.withLock { $0[id] = channel }
    channel.closeFuture.whenComplete { _ in self.channels.withLock { $0[id] = nil } }
  }

  func closeAll() {
    for channel in channels.withLock({ Array($0.values) }) { channel.close(promise: nil) }
  }
}
