import Device
import ISAPI
import TestSupport
import Testing

/// What answers at an address may be anything; it costs bounded time and memory and ends in a plain reason.
@Suite struct HostileServerTests {
  private static let head = "HTTP/1.1 200 OK\r\n"

  private func outcome(
    of reply: ScriptedServer.Reply, limits: ConnectionLimits = .patient(bodySize: 64 * 1024),
    _ look: (ScriptedServer, Result<Response, TransportError>) throws -> Void = { _, _ in }
  ) async throws -> Result<Response, TransportError> {
    try await ScriptedServer.run([reply]) { server in
      let port = server.port
      let dialer = SocketDialer(limits: limits) { _ in (host: "127.0.0.1", port: port) }
      let connection = try await dialer.connect(to: DeviceAddress(.http, "192.0.2.10"), trust: EveryKey())
      let result: Result<Response, TransportError>
      do {
        result = .success(try await connection.exchange(.get("/a")))
      } catch let error as TransportError {
        result = .failure(error)
      }
      try look(server, result)
      return result
    }
  }

  /// Endless answers that a size ends: headers, a body, chunks, what stands behind a chunk or the last one.
  @Test(arguments: [
    (head, "X-Padding: 0123456789\r\n"), (head, "x"), (head + "X-Long: ", "y"),
    (head + "Transfer-Encoding: chunked\r\n\r\n", "4\r\nabcd\r\n"),
    (head + "Content-Length: 9000000000000000\r\n\r\n", "z"), (head + "\r\n", "z"),
    (head + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "X-Trailer: 1\r\n"),
    ("HTTP/1.1 ", "2"), ("HTTP/1.1 200 ", "O"), ("", "HTTP/1.1 100 Continue\r\n\r\n"),
    ("", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"), ("", "\r\n"),
  ])
  func `an answer without end is left after a bounded number of bytes`(_ start: String, _ piece: String) async throws {
    let limits = ConnectionLimits(connecting: .seconds(60), answering: .seconds(60), bodySize: 64 * 1024)
    let result = try await outcome(of: .endless(start, piece: piece), limits: limits) { server, _ in
      // The sockets of both sides buffer some megabytes on their own.
      #expect(server.endlessBytes < 32 << 20)
    }
    guard case .failure(let error) = result else { return #expect(Bool(false), "\(result)") }
    #expect(error.reason == .malformedAnswer, "\(error)")
    #expect(error.endpoint == "/a")
  }

  /// What stands behind the size of a chunk is passed over and kept nowhere, so that only time ends it.
  @Test func `a chunk that never begins costs no more than the limit of the request`() async throws {
    let (start, piece) = (Self.head + "Transfer-Encoding: chunked\r\n\r\n4;a=", "b")
    let limits = ConnectionLimits(connecting: .seconds(300), answering: .milliseconds(300), bodySize: 64 * 1024)
    let result = try await outcome(of: .endless(start, piece: piece), limits: limits)
    guard case .failure(let error) = result else { return #expect(Bool(false), "\(result)") }
    #expect([.answerTimeout, .malformedAnswer].contains(error.reason), "\(error)")
  }

  @Test(arguments: [
    (head + "Content-Length: -1\r\n\r\nabc", TransportError.Reason.malformedAnswer),
    (head + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc", .malformedAnswer),
    (head + "Content-Length: 99999999999999999999999\r\n\r\nabc", .malformedAnswer),
    (head + "Content-Length: 3x\r\n\r\nabc", .malformedAnswer),
    (head + "Content-Length: 9\r\n\r\nabc", .cutOff),
    (head + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc", .malformedAnswer),
    (head + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc", .malformedAnswer),
    (head + "Transfer-Encoding: chunked\r\n\r\n9\r\nabc", .cutOff),
    (head + "X-A\u{0}: 1\r\n\r\n", .malformedAnswer), (head + "X A: 1\r\n\r\n", .malformedAnswer),
    (head + ": 1\r\n\r\n", .malformedAnswer), ("HTTP/9.9 200 OK\r\n\r\n", .malformedAnswer),
    ("HTTP/1.1 20 OK\r\n\r\n", .malformedAnswer), ("HTTP/1.1 -20 OK\r\n\r\n", .malformedAnswer),
    ("GET / HTTP/1.1\r\nHost: x\r\n\r\n", .malformedAnswer), ("\u{16}\u{3}\u{1}\u{0}hello", .malformedAnswer),
    ("", .cutOff),
  ])
  func `an answer against the rules has a reason`(_ text: String, _ reason: TransportError.Reason) async throws {
    let result = try await outcome(of: .bytesThenEnd(text))
    guard case .failure(let error) = result else { return #expect(Bool(false), "\(result)") }
    #expect(error.reason == reason, "\(error)")
  }

  @Test func `bytes behind an answer are not taken for the next one`() async throws {
    let injected = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
    try await ScriptedServer.run([
      .bytes(Self.head + "Content-Length: 2\r\n\r\nok" + injected), .ok("real"), .ok("real"),
    ]) { server in
      let port = server.port
      let dialer = SocketDialer(limits: .patient) { _ in (host: "127.0.0.1", port: port) }
      let connection = try await dialer.connect(to: DeviceAddress(.http, "192.0.2.10"), trust: EveryKey())
      #expect(try await connection.exchange(.get("/1")).body == Array("ok".utf8))
      #expect(try await connection.exchange(.get("/2")).body == Array("real".utf8))
    }
  }

  @Test func `damaged answers are read, or end in a reason`() async throws {
    let seeds = [
      Self.head + "Content-Type: application/xml\r\nContent-Length: 7\r\n\r\n<a>1</a",
      "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest nonce=\"a\"\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    ]
    var mutator = Mutator(seeds, .fields, seed: 51)
    let limits = ConnectionLimits(connecting: .seconds(300), answering: .seconds(60), bodySize: 64 * 1024)
    for _ in 1...(TestExtent.isFull ? 2_000 : 60) {
      let text = String(decoding: mutator.next(), as: UTF8.self)
      if case .success(let response) = try await outcome(of: .bytesThenEnd(text), limits: limits) {
        #expect(response.body.count <= limits.bodySize)
      }
    }
  }
}
