import ISAPI
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// One listening socket of a recorder, with the connections it accepted.
struct HTTPListener {
  typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

  var recorder: SimulatedRecorder
  var scheme: DeviceAddress.Scheme

  /// Listens until the task is cancelled, which ends every connection too.
  func run(host: String, port: Int, started: (Int) -> Void) async throws {
    let context = scheme == .https ? try DeviceCertificate(of: recorder).serverContext() : nil
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .bind(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture { try Self.configure(channel, context) }
      }
    started(server.channel.localAddress?.port ?? port)
    try await server.executeThenClose { connections in
      try await withThrowingDiscardingTaskGroup { group in
        for try await connection in connections {
          group.addTask { await HTTPExchange(recorder: recorder, scheme: scheme).serve(connection) }
        }
        // Nobody is left to talk to a recorder that is gone from here.
        group.cancelAll()
      }
    }
  }

  private static func configure(_ channel: any Channel, _ context: NIOSSLContext?) throws -> Connection {
    if let context { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context)) }
    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
  }
}
