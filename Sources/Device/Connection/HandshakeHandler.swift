import NIOCore
import NIOTLS

/// Tells when a TLS handshake is done, and ends one that takes too long.
final class HandshakeHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer

  /// The other end accepted the connection and then said nothing.
  struct TimedOut: Error {}

  private let done: EventLoopPromise<Void>
  private let limit: TimeAmount
  private var timer: Scheduled<Void>?

  init(done: EventLoopPromise<Void>, limit: TimeAmount) {
    self.done = done
    self.limit = limit
  }

  func handlerAdded(context: ChannelHandlerContext) {
    guard context.channel.isActive else { return done.fail(ChannelError.ioOnClosedChannel) }
    let done = done
    timer = context.eventLoop.scheduleTask(in: limit) { done.fail(TimedOut()) }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
    done.fail(ChannelError.eof)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted = event as? TLSUserEvent {
      timer?.cancel()
      done.succeed()
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    done.fail(ChannelError.eof)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    done.fail(error)
    context.fireErrorCaught(error)
  }
}
