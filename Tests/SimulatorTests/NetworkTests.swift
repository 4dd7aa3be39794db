import FoundationEssentials
import Host
import ISAPI
import Simulator
import Synchronization
import Testing
import XML

@Suite struct NetworkTests {
  @Test func `nobody at an address is unreachable after a while`() async throws {
    let bench = try Bench()
    let start = bench.clock.now
    let error = await #expect(throws: TransportError.self) {
      try await bench.network.connect(to: DeviceAddress(.http, "10.20.30.99"), trust: TrustEverybody())
    }
    #expect(error?.reason == .unreachable)
    #expect(bench.clock.now > start)
  }

  @Test(arguments: [DeviceAddress(.http, "10.20.30.10", port: 81), DeviceAddress(.https, "10.20.30.10", port: 80)])
  func `a port nobody listens on refuses`(_ address: DeviceAddress) async throws {
    let bench = try Bench()
    let error = await #expect(throws: TransportError.self) {
      try await bench.network.connect(to: address, trust: TrustEverybody())
    }
    #expect(error?.reason == .refused)
  }

  @Test func `a protocol that is switched off refuses`() async throws {
    let bench = try Bench()
    try await bench.client.change("/ISAPI/Security/adminAccesses/3") { $0.setText("false", at: "enabled") }
    let error = await #expect(throws: TransportError.self) {
      try await bench.network.connect(to: DeviceAddress(.https, "10.20.30.10"), trust: TrustEverybody())
    }
    #expect(error?.reason == .refused)
  }

  @Test func `what is blocked meets silence, and a forwarded port leads to another`() async throws {
    let bench = try Bench()
    let forwarded = DeviceAddress(.http, "203.0.113.7", port: 8080)
    bench.network.forward("203.0.113.7", to: bench.recorder, ports: (outer: 8080, inner: 80))
    let connection = try await bench.network.connect(to: forwarded, trust: TrustEverybody())
    #expect(try await connection.exchange(.get("/SDK/activateStatus")).status == 200)
    let closed = await #expect(throws: TransportError.self) {
      try await bench.network.connect(to: DeviceAddress(.http, "203.0.113.7"), trust: TrustEverybody())
    }
    #expect(closed?.reason == .refused)
    bench.network.block("203.0.113.7", port: 8080)
    let silent = await #expect(throws: TransportError.self) {
      try await bench.network.connect(to: forwarded, trust: TrustEverybody())
    }
    #expect(silent?.reason == .connectTimeout)
    await #expect(throws: TransportError.self) { try await connection.exchange(.get("/SDK/activateStatus")) }
  }

  @Test func `an address filter that is on lets nobody else in`() async throws {
    let bench = try Bench(.b)
    try await bench.client.change("/ISAPI/System/Network/ipFilter") { filter in
      filter.setText("true", at: "enabled")
      filter.setText("allow", at: "permissionType")
    }
    let error = await #expect(throws: TransportError.self) {
      try await bench.network.connect(to: DeviceAddress(.http, "10.20.30.10"), trust: TrustEverybody())
    }
    #expect(error?.reason == .connectTimeout)
  }

  @Test func `HTTPS shows the key first, HTTP shows none`() async throws {
    let bench = try Bench()
    let trust = NoTrust()
    let error = await #expect(throws: TransportError.self) {
      try await bench.network.connect(to: DeviceAddress(.https, "10.20.30.10"), trust: trust)
    }
    #expect(error?.reason == .untrustedCertificate)
    #expect(trust.seen == [bench.recorder.fingerprint])
    _ = try await bench.network.connect(to: DeviceAddress(.http, "10.20.30.10"), trust: trust)
    #expect(trust.seen.count == 1)
  }

  @Test func `HTTP is sent on to HTTPS where the recorder is told to`() async throws {
    let bench = try Bench(.b)
    try await bench.client.change("/ISAPI/Security/adminAccesses/3") { $0.setText("true", at: "redirectToHttps") }
    let response = try await bench.client.send(.get("/ISAPI/System/deviceInfo"))
    #expect(response.status == 301)
    #expect(response.headers["Location"] == "https://10.20.30.10/ISAPI/System/deviceInfo")
  }

  @Test func `two recorders at one address take turns`() async throws {
    let first = try Bench()
    let second = try Bench { $0.profile.serial = "DS-7608NI-K2/8P0820230601CCRR9999999999WCVU" }
    let network = SimulatedNetwork(clock: first.clock)
    network.plugIn(first.recorder, second.recorder)
    let client = RecorderClient(network: network, address: first.client.address)
    var serials: Set<String> = []
    for _ in 1...4 {
      serials.insert(try await client.get("/ISAPI/System/deviceInfo").text(at: "serialNumber") ?? "")
    }
    #expect(serials.count == 2)
  }

  @Test func `a name leads to an address, and a pulled cable to nobody`() async throws {
    let bench = try Bench()
    bench.network.name("lobby.example", "10.20.30.10")
    let address = DeviceAddress(.http, "lobby.example")
    _ = try await bench.network.connect(to: address, trust: TrustEverybody())
    bench.network.unplug(bench.recorder)
    await #expect(throws: TransportError.self) {
      try await bench.network.connect(to: address, trust: TrustEverybody())
    }
  }

  @Test func `the log counts what matters`() async throws {
    let bench = try Bench()
    _ = try await bench.client.get("/ISAPI/System/deviceInfo")
    try await bench.client.change("/ISAPI/System/Network/ssh") { $0.setText("true", at: "enabled") }
    var wrong = bench.client
    wrong.password = "wrong-Pass1"
    _ = try await wrong.send(.get("/ISAPI/System/time"))
    let log = bench.recorder.log
    #expect(log.writes == 1)
    #expect(log.authenticatedReads == 2)
    #expect(log.reads == 6)
    #expect(log.logins == 4)
    #expect(log.refusedLogins == 1)
    #expect(log.entries(.put, "/ISAPI/System/Network/ssh").map(\.status) == [401, 200])
    bench.recorder.clearLog()
    #expect(bench.recorder.log.entries.isEmpty)
  }

  @Test func `the log tells how many requests were under way at once`() async throws {
    let recorder = try Bench().recorder
    let arrival = Arrival(from: "10.20.30.5", over: .http)
    for _ in 1...2 { try await recorder.serve(.get("/SDK/activateStatus"), arrival) { _ in } }
    #expect(recorder.log.mostAtOnce == 1)
    try await recorder.serve(.get("/SDK/activateStatus"), arrival) { _ in
      try await recorder.serve(.get("/SDK/language"), arrival) { _ in }
    }
    #expect(recorder.log.mostAtOnce == 2)
  }

  @Test func `a line of the log shows no secret of the query`() async throws {
    let bench = try Bench()
    for query in ["configurationData?secretkey=Gr4vel-Path", "factoryReset?mode=part&loginPassword=Gr4vel-Path"] {
      _ = try await bench.client.send(Request(query.hasPrefix("c") ? .get : .put, Endpoint("/ISAPI/System/\(query)")))
    }
    let lines = bench.recorder.log.entries.map(\.description)
    #expect(!lines.joined().contains("Gr4vel"))
    #expect(lines[1].contains("configurationData?secretkey=…"))
    #expect(lines[3].contains("factoryReset?mode=part&loginPassword=…"))
  }

  @Test func `watchers see each request`() async throws {
    let bench = try Bench()
    var events = bench.recorder.events.makeAsyncIterator()
    _ = try await bench.client.send(.get("/SDK/activateStatus"))
    guard case .request(let entry) = await events.next() else {
      Issue.record("no request was seen")
      return
    }
    #expect(entry.description == "10.20.30.5 - GET /SDK/activateStatus 200")
  }
}

/// Refuses every certificate and remembers it.
final class NoTrust: CertificateTrust {
  private let shown = Mutex<[String]>([])

  var seen: [String] { shown.withLock { $0 } }

  func accepts(fingerprint: String, from address: DeviceAddress) -> Bool {
    shown.withLock { $0.append(fingerprint) }
    return false
  }
}
