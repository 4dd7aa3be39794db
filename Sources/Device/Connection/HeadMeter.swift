import NIOCore

/// Counts what comes before the head of an answer is complete: the HTTP codec bounds its fields, and neither its reason
/// phrase nor the interim answers in front of it.
final class HeadMeter: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// More came than any head has.
  struct HeadTooLarge: Error {}

  /// Bytes; real heads have a few hundred.
  static let limit = 256 * 1024

  private var count = 0
  private var isCounting = true

  /// A request leaves; what comes from here on belongs to the head of its answer.
  func begin() {
    count = 0
    isCounting = true
  }

  /// The head is complete.
  func end() { isCounting = false }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if isCounting {
      count += unwrapInboundIn(data).readableBytes
      if count > Self.limit {
        isCounting = false
        return context.fireErrorCaught(HeadTooLarge())
      }
    }
    context.fireChannelRead(data)
  }
}
