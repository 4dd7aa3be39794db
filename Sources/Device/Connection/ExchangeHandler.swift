import ISAPI
import NIOCore
import NIOHTTP1
import NIOSSL

/// One exchange for a socket to carry out.
struct ExchangeOrder: Sendable {
  let head: HTTPRequestHead
  let body: [UInt8]
  let limit: TimeAmount
  let promise: EventLoopPromise<ExchangeOutcome>
}

/// A complete answer, and whether the socket may be used again.
struct ExchangeOutcome: Sendable {
  let response: Response
  let isReusable: Bool
}

/// An exchange that did not come to an end on its socket.
struct ExchangeFailure: Error {
  let reason: TransportError.Reason
  let detail: String
  /// Whether any part of an answer had come.
  let sawAnswer: Bool
}

/// Carries out one exchange after the other on its socket, each within its limits.
final class ExchangeHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundIn = ExchangeOrder
  typealias OutboundOut = HTTPClientRequestPart

  private struct Pending {
    let promise: EventLoopPromise<ExchangeOutcome>
    let timer: Scheduled<Void>
    var head: HTTPResponseHead?
    var body: [UInt8] = []
  }

  private let bodyLimit: Int
  private let meter: HeadMeter
  private var pending: Pending?

  init(bodyLimit: Int, meter: HeadMeter) {
    self.bodyLimit = bodyLimit
    self.meter = meter
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let order = unwrapOutboundIn(data)
    let channel = context.channel
    meter.begin()
    let timer = context.eventLoop.assumeIsolated().scheduleTask(in: order.limit) {
      self.fail(.answerTimeout, "no complete answer in time")
      channel.close(promise: nil)
    }
    pending = Pending(promise: order.promise, timer: timer)
    context.write(wrapOutboundOut(.head(order.head)), promise: nil)
    if !order.body.isEmpty {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: order.body)))), promise: nil)
    }
    context.write(wrapOutboundOut(.end(nil)), promise: promise)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard pending != nil else { return context.close(promise: nil) }
    switch unwrapInboundIn(data) {
    case .head(let head):
      meter.end()
      pending?.head = head
    case .body(let part): receive(part, context)
    case .end: finish(context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail(.cutOff, "the device closed the connection")
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    fail(.cutOff, "the connection was closed")
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case NIOSSLError.uncleanShutdown:
      // Most devices end TLS without a word; whether the answer was complete is for its length to tell.
      return
    case HTTPParserError.invalidEOFState: fail(.cutOff, "the answer ends in the middle")
    case is HeadMeter.HeadTooLarge:
      fail(.malformedAnswer, "the head of the answer is larger than \(HeadMeter.limit) bytes")
    case is HTTPParserError, is NIOHTTPDecoderError: fail(.malformedAnswer, String(describing: error))
    default: fail(.cutOff, String(describing: error))
    }
    context.close(promise: nil)
  }

  private func receive(_ part: ByteBuffer, _ context: ChannelHandlerContext) {
    pending?.body.append(contentsOf: part.readableBytesView)
    if let size = pending?.body.count, size > bodyLimit {
      fail(.malformedAnswer, "the answer is larger than \(bodyLimit) bytes")
      context.close(promise: nil)
    }
  }

  private func finish(_ context: ChannelHandlerContext) {
    guard let done = pending, let head = done.head else { return }
    pending = nil
    done.timer.cancel()
    if !head.isKeepAlive { context.close(promise: nil) }
    done.promise.succeed(ExchangeOutcome(response: Response(head, done.body), isReusable: head.isKeepAlive))
  }

  private func fail(_ reason: TransportError.Reason, _ detail: String) {
    guard let failed = pending else { return }
    pending = nil
    failed.timer.cancel()
    failed.promise.fail(ExchangeFailure(reason: reason, detail: detail, sawAnswer: failed.head != nil))
  }
}

extension Response {
  fileprivate init(_ head: HTTPResponseHead, _ body: [UInt8]) {
    var headers: HeaderFields = [:]
    for (name, value) in head.headers { headers.add(name, value) }
    self.init(status: Int(head.status.code), headers: headers, body: body)
  }
}
