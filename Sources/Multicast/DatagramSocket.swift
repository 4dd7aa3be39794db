import Glibc
import NIOCore
import NIOPosix

/// One UDP socket whose datagrams go into an inbox.
struct DatagramSocket: Sendable {
  /// The interface it sends from; any for a socket that only hears.
  let interface: String
  private let channel: any Channel

  /// The port it is bound to.
  var port: Int? { channel.localAddress?.port }

  /// A socket on a port of its own that sends to groups through one interface.
  static func open(
    sendingFrom interface: String, _ inbox: AsyncStream<Datagram>.Continuation
  ) async throws -> Self {
    let address = try SocketAddress(ipAddress: interface, port: 0)
    let channel = try await bootstrap(inbox).bind(to: address).get()
    do {
      try await options(of: channel).setIPMulticastIF(inAddress(interface)).get()
    } catch {
      try? await channel.close()
      throw error
    }
    return Self(interface: interface, channel: channel)
  }

  /// A socket on the port of a group, shared with every other program that hears it.
  static func open(
    hearing group: MulticastGroup, _ inbox: AsyncStream<Datagram>.Continuation
  ) async throws -> Self {
    // Bound to no interface address: such a socket hears no group at all (sadp.md 12).
    let any = "0.0.0.0"
    let channel = try await bootstrap(inbox)
      .channelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(to: SocketAddress(ipAddress: any, port: group.port)).get()
    // Else what other programs joined would be heard here too (ip(7)).
    try? await options(of: channel).unsafeSetSocketOption(
      level: .ip, name: NIOBSDSocket.Option(rawValue: IP_MULTICAST_ALL), value: CInt(0)
    ).get()
    return Self(interface: any, channel: channel)
  }

  /// Hears a group on an interface.
  ///
  /// By the raw option, since NIO's own refuses the loopback, which works all the same.
  func join(_ group: String, on interface: String) async throws {
    let membership = ip_mreq(
      imr_multiaddr: try Self.inAddress(group), imr_interface: try Self.inAddress(interface))
    try await Self.options(of: channel).unsafeSetSocketOption(
      level: .ip, name: .ip_add_membership, value: membership
    ).get()
  }

  func send(_ bytes: [UInt8], to host: SocketAddress) async throws {
    let envelope = AddressedEnvelope(remoteAddress: host, data: channel.allocator.buffer(bytes: bytes))
    try await channel.writeAndFlush(envelope)
  }

  func close() async { try? await channel.close() }

  private static func bootstrap(_ inbox: AsyncStream<Datagram>.Continuation) -> DatagramBootstrap {
    DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      // NIO's own size cuts datagrams at 2048 bytes.
      .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 65_536))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(InboxHandler(inbox))
        }
      }
  }

  private static func options(of channel: any Channel) throws -> any SocketOptionProvider {
    guard let provider = channel as? any SocketOptionProvider else { throw ChannelError.operationUnsupported }
    return provider
  }

  private static func inAddress(_ text: String) throws -> in_addr {
    var address = in_addr()
    guard inet_pton(AF_INET, text, &address) == 1 else { throw SocketAddressError.failedToParseIPString(text) }
    return address
  }
}

/// Puts what arrives on a socket into an inbox; what does not fit is lost, as datagrams are.
private final class InboxHandler: ChannelInboundHandler {
  typealias InboundIn = AddressedEnvelope<ByteBuffer>

  private let inbox: AsyncStream<Datagram>.Continuation

  init(_ inbox: AsyncStream<Datagram>.Continuation) { self.inbox = inbox }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let envelope = unwrapInboundIn(data)
    inbox.yield(Datagram(bytes: Array(envelope.data.readableBytesView), sender: envelope.remoteAddress))
  }
}
