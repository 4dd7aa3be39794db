import Device
import ISAPI
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import TestSupport
import Testing

@Suite struct SocketTests {
  private let address = DeviceAddress(.http, "192.0.2.10")

  private func connect(
    _ server: ScriptedServer, limits: ConnectionLimits = .patient, over scheme: DeviceAddress.Scheme = .http,
    trust: any CertificateTrust = EveryKey()
  ) async throws -> any DeviceConnection {
    let port = server.port
    let dialer = SocketDialer(limits: limits) { _ in (host: "127.0.0.1", port: port) }
    return try await dialer.connect(to: DeviceAddress(scheme, address.host), trust: trust)
  }

  private func reason(_ body: () async throws -> Void) async -> TransportError.Reason? {
    do {
      try await body()
    } catch let error as TransportError {
      return error.reason
    } catch {
      Issue.record("\(error)")
    }
    return nil
  }

  @Test func `one socket carries many exchanges`() async throws {
    try await ScriptedServer.run([.ok("one", headers: "X-A: 1\r\n"), .ok("two")]) { server in
      let connection = try await connect(server)
      let first = try await connection.exchange(.get("/a?b=c"))
      #expect(first.status == 200)
      #expect(first.headers["x-a"] == "1")
      #expect(first.body == Array("one".utf8))
      _ = try await connection.exchange(Request(.put, "/b", headers: ["Content-Type": "application/xml"]))
      #expect(server.connections == 1)
      #expect(
        server.heads == [
          "GET /a?b=c HTTP/1.1\r\nHost: 192.0.2.10",
          "PUT /b HTTP/1.1\r\nHost: 192.0.2.10\r\nContent-Type: application/xml\r\nContent-Length: 0",
        ])
    }
  }

  @Test func `exchanges at the same time take a socket each`() async throws {
    try await ScriptedServer.run([.ok("1"), .ok("2")]) { server in
      let connection = try await connect(server)
      async let first = connection.exchange(.get("/1"))
      async let second = connection.exchange(.get("/2"))
      #expect(try await first.status == 200)
      #expect(try await second.status == 200)
      #expect(server.connections <= 2)
    }
  }

  @Test func `chunks and a body up to the end of the connection are read`() async throws {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    try await ScriptedServer.run([.bytes(chunked), .bytesThenEnd("HTTP/1.1 200 OK\r\n\r\nrest")]) { server in
      let connection = try await connect(server)
      #expect(try await connection.exchange(.get("/")).body == Array("abcde".utf8))
      #expect(try await connection.exchange(.get("/")).body == Array("rest".utf8))
    }
  }

  @Test func `a device that closes after each answer is connected to again`() async throws {
    try await ScriptedServer.run([.ok("1", headers: "Connection: close\r\n"), .ok("2")]) { server in
      let connection = try await connect(server)
      _ = try await connection.exchange(.get("/"))
      _ = try await connection.exchange(Request(.put, "/"))
      #expect(server.connections == 2)
    }
  }

  @Test func `a read goes out again when the idle socket was closed, a write on an old socket not at all`() async throws
  {
    try await ScriptedServer.run([.ok("1"), .bytesThenEnd(""), .ok("3"), .ok("4")]) { server in
      let connection = try await connect(server, limits: .patient(idleBeforeWrite: .zero))
      _ = try await connection.exchange(.get("/1"))
      #expect(try await connection.exchange(.get("/2")).body == Array("3".utf8))
      #expect(server.connections == 2)
      #expect(try await connection.exchange(Request(.put, "/4")).body == Array("4".utf8))
      #expect(server.connections == 3)
    }
  }

  @Test func `a write that is cut off is never sent again`() async throws {
    try await ScriptedServer.run([.ok("1"), .bytesThenEnd(""), .ok("3")]) { server in
      let connection = try await connect(server)
      _ = try await connection.exchange(.get("/1"))
      #expect(await reason { _ = try await connection.exchange(Request(.put, "/2")) } == .cutOff)
      #expect(server.heads.count == 2)
    }
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "HTTP/1.1 200 OK\r\nContent-Le",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc",
  ])
  func `an answer that ends in the middle is cut off`(_ bytes: String) async throws {
    try await ScriptedServer.run([.bytesThenEnd(bytes)]) { server in
      let connection = try await connect(server)
      #expect(await reason { _ = try await connection.exchange(.get("/")) } == .cutOff)
    }
  }

  @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc\r\n\r\n"])
  func `what is not HTTP is malformed`(_ bytes: String) async throws {
    try await ScriptedServer.run([.bytes(bytes)]) { server in
      let connection = try await connect(server)
      #expect(await reason { _ = try await connection.exchange(.get("/")) } == .malformedAnswer)
    }
  }

  @Test func `a body over the limit is refused`() async throws {
    try await ScriptedServer.run([.ok(String(repeating: "x", count: 2000))]) { server in
      let connection = try await connect(server, limits: .patient(bodySize: 1000))
      #expect(await reason { _ = try await connection.exchange(.get("/")) } == .malformedAnswer)
    }
  }

  @Test func `a silent device costs the limit of the request`() async throws {
    try await ScriptedServer.run([.silence, .bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")]) { server in
      let connection = try await connect(server, limits: ConnectionLimits(answering: .milliseconds(30)))
      #expect(await reason { _ = try await connection.exchange(.get("/")) } == .answerTimeout)
      var slow = Request.get("/")
      slow.timeLimit = .milliseconds(30)
      #expect(await reason { _ = try await connection.exchange(slow) } == .answerTimeout)
    }
  }

  @Test func `a cancelled exchange closes its socket`() async throws {
    try await ScriptedServer.run([.silence]) { server in
      let connection = try await connect(server)
      let task = Task { try await connection.exchange(.get("/")) }
      while server.heads.isEmpty { await Task.yield() }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      await server.connectionEnded()
    }
  }

  @Test func `a port where nobody listens refuses`() async throws {
    try await ScriptedServer.run([]) { server in
      // The server listens at 127.0.0.1 alone, so that its port is free at every other loopback address.
      let port = server.port
      let dialer = SocketDialer(limits: .patient) { _ in (host: "127.77.0.2", port: port) }
      #expect(await reason { _ = try await dialer.connect(to: address, trust: EveryKey()) } == .refused)
    }
  }

  @Test func `a name that nobody knows is unreachable`() async throws {
    let dialer = SocketDialer { _ in (host: "recorder.invalid", port: 80) }
    #expect(await reason { _ = try await dialer.connect(to: address, trust: EveryKey()) } == .unreachable)
  }

  @Test func `a closed connection carries nothing more`() async throws {
    try await ScriptedServer.run([.ok("1")]) { server in
      let connection = try await connect(server)
      await connection.close()
      #expect(await reason { _ = try await connection.exchange(.get("/")) } == .unreachable)
    }
  }
}

@Suite struct TLSTests {
  private let address = DeviceAddress(.https, "192.0.2.10")

  /// Trusts one key and remembers what it was shown.
  private final class OneKey: CertificateTrust {
    private let trusted: String
    private let shown = Mutex<[String]>([])

    init(_ trusted: String) { self.trusted = trusted }

    var keys: [String] { shown.withLock { $0 } }

    func accepts(fingerprint: String, from address: DeviceAddress) -> Bool {
      shown.withLock { $0.append(fingerprint) }
      return fingerprint == trusted
    }
  }

  private func dialer(_ server: ScriptedServer, limits: ConnectionLimits = .patient) -> SocketDialer {
    let port = server.port
    return SocketDialer(limits: limits) { _ in (host: "127.0.0.1", port: port) }
  }

  private func failure(_ body: () async throws -> any DeviceConnection) async -> TransportError? {
    do {
      _ = try await body()
    } catch let error as TransportError {
      return error
    } catch {
      Issue.record("\(error)")
    }
    return nil
  }

  @Test func `a trusted key is enough, whatever the certificate says`() async throws {
    let certificate = try TestCertificate()
    let trust = OneKey(certificate.fingerprint)
    try await ScriptedServer.run([.ok("1"), .ok("2")], tls: certificate.context) { server in
      let connection = try await dialer(server).connect(to: address, trust: trust)
      #expect(try await connection.exchange(.get("/")).body == Array("1".utf8))
      #expect(try await connection.exchange(.get("/")).body == Array("2".utf8))
    }
    #expect(trust.keys == [certificate.fingerprint])
  }

  @Test func `another key is refused before anything is sent, and shown`() async throws {
    let certificate = try TestCertificate()
    try await ScriptedServer.run([.ok("1")], tls: certificate.context) { server in
      let error = await failure { try await dialer(server).connect(to: address, trust: OneKey("other")) }
      #expect(error?.reason == .untrustedCertificate)
      #expect(error?.detail.contains(certificate.fingerprint) == true)
      #expect(server.heads.isEmpty)
    }
  }

  @Test func `a server that speaks no TLS fails the handshake`() async throws {
    try await ScriptedServer.run([.bytes("HTTP/1.1 400 Bad Request\r\n\r\n")]) { server in
      let limits = ConnectionLimits(connecting: .milliseconds(50))
      let error = await failure { try await dialer(server, limits: limits).connect(to: address, trust: EveryKey()) }
      #expect(error?.reason == .connectTimeout)
      #expect(error?.mayHaveHadEffect == false)
    }
  }
}
