import ISAPI
import NIOCore
import NIOHTTP1
import Synchronization

/// Kept-alive sockets to one address, as many as exchanges run at once.
final class SocketConnection: DeviceConnection {
  private struct Idle {
    let channel: any Channel
    let since: NIODeadline
    /// Whether it has carried an exchange, so that the device may have closed it meanwhile.
    let wasUsed: Bool
  }

  private struct Sockets {
    var isClosed = false
    var idle: [Idle] = []
    var busy: [ObjectIdentifier: any Channel] = [:]
  }

  private let opener: SocketOpener
  private let limits: ConnectionLimits
  private let sockets: Mutex<Sockets>
  let ownHost: String?

  init(_ opener: SocketOpener, limits: ConnectionLimits, first: any Channel) {
    self.opener = opener
    self.limits = limits
    ownHost = first.localAddress?.ipAddress
    sockets = Mutex(Sockets(idle: [Idle(channel: first, since: .now(), wasUsed: false)]))
  }

  deinit {
    sockets.withLock { sockets in
      for socket in sockets.idle { socket.channel.close(promise: nil) }
    }
  }

  func exchange(_ request: Request) async throws -> Response {
    do {
      return try await exchangeOnAnySocket(request)
    } catch let failure as ExchangeFailure {
      throw TransportError(
        failure.reason, address: opener.address, endpoint: request.endpoint, detail: failure.detail)
    } catch var error as TransportError {
      error.endpoint = request.endpoint
      throw error
    }
  }

  func close() async {
    let channels = sockets.withLock { sockets in
      sockets.isClosed = true
      defer { (sockets.idle, sockets.busy) = ([], [:]) }
      return sockets.idle.map(\.channel) + sockets.busy.values
    }
    for channel in channels { channel.close(promise: nil) }
  }

  /// Takes an idle socket if there is one, else a new one.
  ///
  /// A read on a used socket that turns out to be closed goes out again on a new one; nothing else is ever
  /// sent twice.
  private func exchangeOnAnySocket(_ request: Request) async throws -> Response {
    if let socket = takeIdle(for: request) {
      do {
        return try await exchange(request, on: socket.channel)
      } catch let failure as ExchangeFailure
        where failure.reason == .cutOff && !failure.sawAnswer && socket.wasUsed && request.method == .get
      {
        try Task.checkCancellation()
      }
    }
    let channel = try await opener.open()
    try keepBusy(channel, request)
    return try await exchange(request, on: channel)
  }

  private func exchange(_ request: Request, on channel: any Channel) async throws -> Response {
    let promise = channel.eventLoop.makePromise(of: ExchangeOutcome.self)
    let order = ExchangeOrder(
      head: head(of: request), body: request.body, limit: TimeAmount(request.timeLimit ?? limits.answering),
      promise: promise)
    channel.writeAndFlush(order).whenFailure { error in
      promise.fail(ExchangeFailure(reason: .cutOff, detail: String(describing: error), sawAnswer: false))
    }
    do {
      let outcome = try await withTaskCancellationHandler {
        try await promise.futureResult.get()
      } onCancel: {
        channel.close(promise: nil)
      }
      give(back: channel, isReusable: outcome.isReusable)
      return outcome.response
    } catch {
      give(back: channel, isReusable: false)
      try Task.checkCancellation()
      throw error
    }
  }

  private func head(of request: Request) -> HTTPRequestHead {
    var headers = HTTPHeaders()
    headers.add(name: "Host", value: opener.address.authority)
    for field in request.headers.fields { headers.add(name: field.name, value: field.value) }
    // Recorders want a length on every write, also of nothing (isapi.md 1.1).
    if request.method != .get || !request.body.isEmpty {
      headers.replaceOrAdd(name: "Content-Length", value: String(request.body.count))
    }
    return HTTPRequestHead(
      version: .http1_1, method: HTTPMethod(rawValue: request.method.rawValue), uri: request.endpoint.target,
      headers: headers)
  }

  private func takeIdle(for request: Request) -> Idle? {
    let earliest = request.method == .get ? .distantPast : NIODeadline.now() - TimeAmount(limits.idleBeforeWrite)
    let (usable, old) = sockets.withLock { sockets -> (Idle?, [Idle]) in
      if let index = sockets.idle.lastIndex(where: { $0.channel.isActive && $0.since >= earliest }) {
        let socket = sockets.idle.remove(at: index)
        sockets.busy[ObjectIdentifier(socket.channel)] = socket.channel
        return (socket, [])
      }
      defer { sockets.idle = [] }
      return (nil, sockets.idle)
    }
    for socket in old { socket.channel.close(promise: nil) }
    return usable
  }

  private func keepBusy(_ channel: any Channel, _ request: Request) throws {
    let isOpen = sockets.withLock { sockets in
      if !sockets.isClosed { sockets.busy[ObjectIdentifier(channel)] = channel }
      return !sockets.isClosed
    }
    guard isOpen else {
      channel.close(promise: nil)
      throw TransportError(
        .unreachable, address: opener.address, endpoint: request.endpoint, detail: "the connection was closed")
    }
  }

  private func give(back channel: any Channel, isReusable: Bool) {
    let isKept = sockets.withLock { sockets in
      sockets.busy[ObjectIdentifier(channel)] = nil
      guard isReusable, !sockets.isClosed else { return false }
      sockets.idle.append(Idle(channel: channel, since: .now(), wasUsed: true))
      return true
    }
    if !isKept { channel.close(promise: nil) }
  }
}
