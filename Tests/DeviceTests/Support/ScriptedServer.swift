import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server that says what it is told to, byte for byte, to whoever connects.
struct ScriptedServer {
  /// What to do when a request has come.
  enum Reply: Sendable {
    case bytes(String)
    case bytesThenEnd(String)
    /// Says a piece again and again until the client has had enough.
    case endless(String, piece: String)
    /// Says nothing and keeps the connection.
    case silence

    /// A whole answer of 200 with a body.
    static func ok(_ body: String, headers: String = "") -> Self {
      .bytes("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
    }
  }

  private let script: Script
  private let listener: any Channel

  /// Runs a server for as long as the body.
  static func run<Result>(
    _ replies: [Reply], tls: NIOSSLContext? = nil, body: (ScriptedServer) async throws -> Result
  ) async throws -> Result {
    let script = Script(replies)
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
          try pipeline.addHandler(ScriptHandler(script))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    defer { listener.close(promise: nil) }
    return try await body(ScriptedServer(script: script, listener: listener))
  }

  var port: Int { listener.localAddress?.port ?? 0 }

  /// The first lines and headers of all requests, in order.
  var heads: [String] { script.heads }

  /// How many bytes of endless answers were taken by clients.
  var endlessBytes: Int { script.endlessBytes }

  /// How many connections were made.
  var connections: Int { script.connections }

  /// Returns when the server has ended its side of a connection.
  func connectionEnded() async { await script.ended.first { true } }
}

extension AsyncStream {
  fileprivate func first(where isWanted: () -> Bool) async {
    for await _ in self where isWanted() { return }
  }
}

/// What is still to be said, and what was heard.
private final class Script: Sendable {
  private struct Contents {
    var replies: [ScriptedServer.Reply]
    var heads: [String] = []
    var connections = 0
    var endlessBytes = 0
  }

  private let contents: Mutex<Contents>
  let ended: AsyncStream<Void>
  private let endings: AsyncStream<Void>.Continuation

  init(_ replies: [ScriptedServer.Reply]) {
    contents = Mutex(Contents(replies: replies))
    (ended, endings) = AsyncStream.makeStream()
  }

  var heads: [String] { contents.withLock { $0.heads } }
  var connections: Int { contents.withLock { $0.connections } }

  var endlessBytes: Int { contents.withLock { $0.endlessBytes } }

  func took(_ count: Int) { contents.withLock { $0.endlessBytes += count } }

  func connected() { contents.withLock { $0.connections += 1 } }
  func closed() { endings.yield() }

  func reply(to head: String) -> ScriptedServer.Reply {
    contents.withLock { contents in
      contents.heads.append(head)
      return contents.replies.isEmpty ? .silence : contents.replies.removeFirst()
    }
  }
}

/// Waits for the end of each request and says the next line of the script.
private final class ScriptHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let script: Script
  private var received = ""

  init(_ script: Script) { self.script = script }

  func channelActive(context: ChannelHandlerContext) { script.connected() }

  func channelInactive(context: ChannelHandlerContext) { script.closed() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received += String(buffer: unwrapInboundIn(data))
    guard let end = received.firstRange(of: "\r\n\r\n") else { return }
    let head = String(received[..<end.lowerBound])
    received = ""
    switch script.reply(to: head) {
    case .silence: break
    case .bytes(let text): context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    case .endless(let text, let piece):
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
      let block = ByteBuffer(string: String(repeating: piece, count: max(1, 8192 / piece.utf8.count)))
      Self.write(block, to: context.channel, script)
    case .bytesThenEnd(let text):
      let channel = context.channel
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)))
        .whenComplete { _ in channel.close(promise: nil) }
    }
  }

  /// Writes a block each time the one before was taken.
  private static func write(_ block: ByteBuffer, to channel: any Channel, _ script: Script) {
    channel.writeAndFlush(block).whenSuccess {
      script.took(block.readableBytes)
      // What was written at once calls back at once, so that the stack would grow with every block.
      channel.eventLoop.execute { write(block, to: channel, script) }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
