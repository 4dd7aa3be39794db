import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing
import XML

@Suite(.enabled(if: Curl.isInstalled, "curl is not installed"), .timeLimit(.minutes(10)))
struct FrontTests {
  static let login = "--digest -u admin:Sunrise-44"
  static let code = "-o /dev/null -w '%{http_code}'"

  /// A recorder whose own address is a loopback one, so that it moves nowhere else.
  private func bench(_ family: Family = .a, at host: String, _ adjust: (inout RecorderSeed) -> Void = { _ in }) throws
    -> Bench
  {
    try Bench(family) { seed in
      seed.address = InterfaceAddress(host, prefix: 8, gateway: "127.0.0.1")
      seed.behavior.defaultAddress = InterfaceAddress("127.168.1.64", gateway: "127.168.1.1")
      adjust(&seed)
    }
  }

  @Test func `curl logs in with Digest`() async throws {
    for family in Family.allCases {
      let bench = try bench(family, at: "127.20.1.1")
      try await withHTTPFront(bench.recorder) { front in
        let url = try await front.address
        let result = await Curl.run("\(Self.login) \(url)/ISAPI/System/deviceInfo")
        #expect(result.output.contains("<serialNumber>\(bench.recorder.profile.serial)</serialNumber>"))
      }
      #expect(bench.recorder.log.entries.map(\.status) == [401, 200])
      #expect(bench.recorder.log.logins == 1)
    }
  }

  @Test func `several requests go over one connection`() async throws {
    let bench = try bench(at: "127.20.1.2")
    try await withHTTPFront(bench.recorder) { front in
      let url = try await front.address
      let result = await Curl.run(
        "-w '%{num_connects}' \(Self.login) \(url)/SDK/activateStatus -o /dev/null \(url)/SDK/language -o /dev/null")
      #expect(result.output == "10")
    }
  }

  @Test func `TLS shows the recorder's certificate`() async throws {
    let bench = try bench(at: "127.20.1.3")
    try await withHTTPFront(bench.recorder, scheme: .https) { front in
      let url = try await front.address
      let right = await Curl.run("-k \(Self.login) \(Self.code) \(url)/ISAPI/System/deviceInfo")
      #expect(right.output == "200")
      let untrusted = await Curl.run("\(url)/SDK/activateStatus")
      #expect(untrusted.exit == 60)
    }
  }

  @Test func `a body arrives whole`() async throws {
    let bench = try bench(at: "127.20.1.4")
    try await withHTTPFront(bench.recorder) { front in
      let url = try await front.address
      let body = "<SSH version=\"1.0\"><enabled>true</enabled></SSH>"
      let result = await Curl.run("\(Self.login) -X PUT -d '\(body)' \(url)/ISAPI/System/Network/ssh")
      #expect(result.output.contains("<statusCode>1</statusCode>"))
    }
    #expect(bench.recorder.text(at: "/ISAPI/System/Network/ssh", "enabled") == "true")
  }

  @Test func `the port closes while the recorder is down and opens again`() async throws {
    let bench = try bench(at: "127.20.1.5")
    try await withHTTPFront(bench.recorder) { front in
      let url = try await front.address
      _ = await Curl.run("\(Self.login) -X PUT \(url)/ISAPI/System/reboot")
      bench.clock.advance(by: .seconds(5))
      await front.waits(for: nil)
      #expect(await Curl.run("\(url)/SDK/activateStatus").exit == 7)
      bench.clock.advance(by: Bench.rebootTime)
      await front.waits(for: url)
      #expect(await Curl.run("\(url)/SDK/activateStatus").exit == 0)
    }
  }

  @Test func `the front moves with the address and keeps its port`() async throws {
    let bench = try bench(at: "127.20.1.6")
    try await withHTTPFront(bench.recorder) { front in
      let old = try await front.address
      let document = await Curl.run("\(Self.login) \(old)/ISAPI/System/Network/interfaces/1")
      let changed = document.output.replacing("127.20.1.6", with: "127.20.1.7")
      let answer = await Curl.run(
        "\(Self.login) -X PUT -d '\(changed)' \(old)/ISAPI/System/Network/interfaces/1")
      #expect(answer.output.contains("<statusCode>1</statusCode>"))
      let new = DeviceAddress(.http, "127.20.1.7", port: old.port)
      await front.waits(for: new)
      #expect(await Curl.run("\(Self.code) \(new)/SDK/activateStatus").output == "200")
      #expect(await Curl.run("\(old)/SDK/activateStatus").exit == 7)
    }
  }

  @Test func `a full reset moves it to the default address with another certificate`() async throws {
    let bench = try bench(at: "127.20.1.8")
    let fingerprint = bench.recorder.fingerprint
    try await withHTTPFront(bench.recorder, scheme: .https) { front in
      let old = try await front.address
      _ = await Curl.run("-k \(Self.login) -X PUT '\(old)/ISAPI/System/factoryReset?mode=full'")
      bench.clock.advance(by: Bench.rebootTime)
      let new = DeviceAddress(.https, "127.168.1.64", port: old.port)
      await front.waits(for: new)
      #expect(await Curl.run("-k \(Self.code) \(new)/SDK/activateStatus").output == "200")
    }
    #expect(bench.recorder.fingerprint != fingerprint)
  }

  @Test func `the front follows the recorder's own port`() async throws {
    // The recorder's port has to be the bound one, so it is the one the system chose for another front.
    let free = try await withHTTPFront(try bench(at: "127.20.1.14").recorder) { try await $0.address.port }
    let bench = try bench(at: "127.20.1.9") { seed in
      seed.edits = [DocumentEdit("/ISAPI/Security/adminAccesses/1", "portNo", String(free))]
    }
    try await withHTTPFront(bench.recorder, port: free) { front in
      let old = try await front.address
      let port = free == 65_535 ? 65_534 : free + 1
      bench.recorder.edit(DocumentEdit("/ISAPI/Security/adminAccesses/1", "portNo", String(port)))
      await front.waits(for: DeviceAddress(.http, "127.20.1.9", port: port))
      #expect(await Curl.run("\(old)/SDK/activateStatus").exit == 7)
    }
  }

  @Test(arguments: [(Fault.Kind.closeConnection, Int32(52)), (.truncatedBody, 18)])
  func `a fault cuts the connection where it should`(_ kind: Fault.Kind, _ exit: Int32) async throws {
    let bench = try bench(at: "127.20.1.10")
    bench.recorder.inject(Fault(kind, .afterEffect, on: .get, "/SDK/activateStatus"))
    try await withHTTPFront(bench.recorder) { front in
      let url = try await front.address
      #expect(await Curl.run("\(url)/SDK/activateStatus").exit == exit)
      #expect(await Curl.run("\(url)/SDK/activateStatus").exit == 0)
    }
  }

  @Test func `silence lasts until the client gives up`() async throws {
    let bench = try bench(at: "127.20.1.11")
    bench.recorder.inject(Fault(.silence, on: .get, "/SDK/activateStatus"))
    try await withHTTPFront(bench.recorder) { front in
      let url = try await front.address
      #expect(await Curl.run("-m 0.3 \(url)/SDK/activateStatus").exit == 28)
    }
  }

  @Test func `an address that is taken is an error and not a wait`() async throws {
    let first = try bench(at: "127.20.1.12")
    let second = try bench(at: "127.20.1.12")
    try await withHTTPFront(first.recorder) { front in
      let port = try await front.address.port
      await #expect(throws: (any Error).self) {
        try await withHTTPFront(second.recorder, port: port) { try await $0.address }
      }
    }
  }

  @Test func `other addresses are found below 127`() async throws {
    let bench = try Bench()
    try await withHTTPFront(bench.recorder) { front in
      let address = try await front.address
      #expect(address.host == "127.20.30.10")
    }
  }
}

extension HTTPFront {
  /// Returns when the recorder answers at an address, or nowhere.
  fileprivate func waits(for wanted: DeviceAddress?) async {
    for await address in addresses where address == wanted { return }
  }
}
