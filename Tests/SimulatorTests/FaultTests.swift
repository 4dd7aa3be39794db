import FoundationEssentials
import Host
import ISAPI
import Simulator
import Testing
import XML

@Suite struct FaultTests {
  static let path = "/ISAPI/System/Network/ssh"

  private func enable(_ bench: Bench) async throws -> Response {
    var root = try await bench.client.get(Self.path)
    root.setText("true", at: "enabled")
    return try await bench.client.send(.send(.put, Endpoint(Self.path), XMLDocument(root: root)))
  }

  @Test(arguments: [(Fault.Moment.beforeEffect, "false"), (.afterEffect, "true")])
  func `a cut before the effect leaves nothing, one after it leaves everything`(
    _ moment: Fault.Moment, _ value: String
  ) async throws {
    let bench = try Bench()
    bench.recorder.inject(Fault(.closeConnection, moment, on: .put, Self.path))
    let error = await #expect(throws: TransportError.self) { try await enable(bench) }
    #expect(error?.reason == .cutOff)
    #expect(bench.recorder.text(at: Self.path, "enabled") == value)
  }

  @Test func `silence takes the whole time limit`() async throws {
    let bench = try Bench()
    bench.recorder.inject(Fault(.silence, on: .put, Self.path))
    let start = bench.clock.now
    let error = await #expect(throws: TransportError.self) { try await enable(bench) }
    #expect(error?.reason == .answerTimeout)
    #expect(bench.clock.now.timeIntervalSince(start) == 30)
  }

  @Test(arguments: [
    (Fault.Kind.refusal(status: 401, code: 4, subStatus: "invalidOperation"), 401, "invalidOperation"),
    (.refusal(status: 403, code: 4, subStatus: "lowPrivilege"), 403, "lowPrivilege"),
    (.refusal(status: 500, code: 3, subStatus: "deviceError"), 500, "deviceError"),
    (.busy, 503, "deviceBusy"), (.errorUnderOK(code: 6, subStatus: "badXmlContent"), 200, "badXmlContent"),
    (.html, 200, ""), (.malformedXML, 200, ""),
  ])
  func `an answer can be any other`(_ kind: Fault.Kind, _ status: Int, _ subStatus: String) async throws {
    let bench = try Bench()
    bench.recorder.inject(Fault(kind, on: .put, Self.path))
    let response = try await enable(bench)
    #expect(response.status == status)
    #expect(response.deviceStatus.subStatusCode == subStatus)
    #expect(bench.recorder.text(at: Self.path, "enabled") == "false")
    #expect(try await enable(bench).deviceStatus.statusCode == 1)
  }

  @Test func `only the nth match is hit, and the pattern may have a star`() async throws {
    let bench = try Bench()
    bench.recorder.inject(Fault(.busy, on: nil, "/ISAPI/System/*/ssh", occurrence: 2))
    for status in [200, 503, 200] {
      #expect(try await bench.client.send(.get(Endpoint(Self.path))).status == status)
    }
  }

  @Test func `a fault may last`() async throws {
    let bench = try Bench()
    bench.recorder.inject(Fault(.busy, on: .get, "*", times: nil))
    for _ in 1...3 { #expect(try await bench.client.send(.get(Endpoint(Self.path))).status == 503) }
    bench.recorder.clearFaults()
    #expect(try await bench.client.send(.get(Endpoint(Self.path))).status == 200)
  }

  @Test func `another serial can be shown`() async throws {
    let bench = try Bench()
    bench.recorder.inject(Fault(.otherSerial("DS-OTHER"), on: .get, "/ISAPI/System/deviceInfo"))
    #expect(try await bench.client.get("/ISAPI/System/deviceInfo").text(at: "serialNumber") == "DS-OTHER")
  }

  @Test func `another value than the written one can be kept`() async throws {
    let bench = try Bench()
    let path = "/ISAPI/System/time/ntpServers/1"
    bench.recorder.inject(Fault(.clamp(element: "synchronizeInterval", to: "1440"), .afterEffect, on: .put, path))
    let status = try await bench.client.change(path) { $0.setText("10", at: "synchronizeInterval") }
    #expect(status.statusCode == 1)
    #expect(try await bench.client.get(path).text(at: "synchronizeInterval") == "1440")
  }

  @Test func `a write can be answered and forgotten`() async throws {
    let bench = try Bench()
    bench.recorder.inject(Fault(.ignoredWrite, on: .put, Self.path))
    #expect(try await enable(bench).deviceStatus.statusCode == 1)
    #expect(bench.recorder.text(at: Self.path, "enabled") == "false")
    _ = try await enable(bench)
    #expect(bench.recorder.text(at: Self.path, "enabled") == "true")
  }

  @Test func `a slow answer may be too late`() async throws {
    let bench = try Bench()
    bench.recorder.inject(Fault(.slow(.seconds(10)), on: .get, Self.path, times: 2))
    #expect(try await bench.client.send(.get(Endpoint(Self.path))).status == 200)
    var request = Request.get(Endpoint(Self.path))
    request.timeLimit = .seconds(3)
    let error = await #expect(throws: TransportError.self) { try await bench.client.send(request) }
    #expect(error?.reason == .answerTimeout)
  }

  @Test func `a slow line delays every answer`() async throws {
    let bench = try Bench { $0.behavior.latency = .seconds(2) }
    let start = bench.clock.now
    _ = try await bench.client.get(Self.path)
    _ = try await enable(bench)
    #expect(bench.clock.now.timeIntervalSince(start) >= 6)
  }

  @Test func `the recorder may reboot in the middle`() async throws {
    let bench = try Bench()
    bench.recorder.inject(Fault(.reboot, .afterEffect, on: .put, Self.path))
    let error = await #expect(throws: TransportError.self) { try await enable(bench) }
    #expect(error?.reason == .cutOff)
    #expect(bench.recorder.phase == .down)
    #expect(bench.recorder.text(at: Self.path, "enabled") == "true")
  }
}
