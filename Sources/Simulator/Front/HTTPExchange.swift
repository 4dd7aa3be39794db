import ISAPI
import NIOCore
import NIOHTTP1

/// Carries the requests of one connection to a recorder, and its answers back.
struct HTTPExchange {
  var recorder: SimulatedRecorder
  var scheme: DeviceAddress.Scheme
  var attendant: ExchangeAttendant?

  /// The largest body a recorder takes.
  private static let bodyLimit = 16 * 1024 * 1024

  /// Serves a connection until either side has had enough.
  func serve(_ connection: HTTPListener.Connection) async {
    let source = connection.channel.remoteAddress?.ipAddress ?? "127.0.0.1"
    do {
      try await connection.executeThenClose { inbound, outbound in
        try await serve(inbound, outbound, Arrival(from: source, over: scheme))
      }
    } catch {
      // A client that hangs up is no news.
    }
  }

  private func serve(
    _ inbound: NIOAsyncChannelInboundStream<HTTPServerRequestPart>,
    _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>, _ arrival: Arrival
  ) async throws {
    var head: HTTPRequestHead?
    var body: [UInt8] = []
    for try await part in inbound {
      switch part {
      case .head(let received):
        head = received
        body = []
      case .body(let buffer):
        body += buffer.readableBytesView
        if body.count > Self.bodyLimit { return }
      case .end:
        guard let received = head else { return }
        guard try await answer(received, body, outbound, arrival) else { return }
      }
    }
  }

  /// Answers one request; false where the connection ends with it.
  private func answer(
    _ head: HTTPRequestHead, _ body: [UInt8], _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>,
    _ arrival: Arrival
  ) async throws -> Bool {
    guard let method = ISAPI.Method(rawValue: head.method.rawValue) else {
      try await outbound.write(Response(status: 405), keepAlive: false)
      return false
    }
    var request = Request(method, Endpoint(head.uri), body: body)
    for (name, value) in head.headers { request.headers.add(name, value) }
    if let attendant, await !attendant.lets(request, pass: .arrived) { return false }
    var goesOn = head.isKeepAlive
    try await recorder.serve(request, arrival) { delivery in
      if let attendant, await !attendant.lets(request, pass: .carriedOut) {
        goesOn = false
        return
      }
      switch delivery {
      case .whole(let response):
        try await outbound.write(response, keepAlive: head.isKeepAlive)
      case .truncated(let response, let count):
        try await outbound.write(response, keepAlive: head.isKeepAlive, bytes: count)
        goesOn = false
      case .cut:
        goesOn = false
      case .silence:
        // The connection stays open and nothing comes.
        break
      }
    }
    return goesOn
  }
}

extension NIOAsyncChannelOutboundWriter<HTTPServerResponsePart> {
  /// Writes a response, or only the first bytes of its body.
  fileprivate func write(_ response: Response, keepAlive: Bool, bytes: Int? = nil) async throws {
    var headers = HTTPHeaders(response.headers.fields.map { ($0.name, $0.value) })
    headers.add(name: "Server", value: "App-webs/")
    headers.add(name: "Content-Length", value: String(response.body.count))
    headers.add(name: "Connection", value: keepAlive ? "keep-alive" : "close")
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
    try await write(.head(head))
    try await write(.body(.byteBuffer(ByteBuffer(bytes: response.body.prefix(bytes ?? response.body.count)))))
    if bytes == nil { try await write(.end(nil)) }
  }
}
