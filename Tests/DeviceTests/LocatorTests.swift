import Device
import FoundationEssentials
import Host
import ISAPI
import Settings
import Simulator
import Testing
import XML

@Suite struct LocatorTests {
  private let nowhere = DeviceAddress(.http, "10.20.30.77")

  private func kinds(_ findings: [AddressFinding]) -> [String] {
    findings.map { finding in
      switch finding.outcome {
      case .recorder: "recorder"
      case .inactive: "inactive"
      case .otherDevice: "other device"
      case .notARecorder: "no recorder"
      case .loginRefused: "refused"
      case .unreachable: "unreachable"
      }
    }
  }

  private func missing(_ body: () async throws -> LocatedRecorder) async throws -> [AddressFinding] {
    do {
      _ = try await body()
    } catch let error as RecorderNotFound {
      return error.findings
    }
    throw Bench.Missing()
  }

  @Test func `addresses are tried in order until the recorder answers`() async throws {
    let bench = try Bench()
    let found = try await RecorderLocator(bench.gateway()).locate([nowhere, Bench.address], as: [.right])
    #expect(found.address == Bench.address)
    #expect(kinds(found.findings) == ["unreachable", "recorder"])
    guard case .active(let login, _) = found.state else {
      Issue.record("expected a session")
      return
    }
    #expect(login.identity.serial == bench.recorder.profile.serial)
    #expect(try await login.transport.send(.get(.capabilities)).status == 200)
    #expect(bench.recorder.log.logins == 1)
  }

  @Test func `the next password is tried only after a refusal`() async throws {
    let bench = try Bench()
    let found = try await RecorderLocator(bench.gateway()).locate([Bench.address], as: [.wrong, .right])
    guard case .active(_, let credentials) = found.state else {
      Issue.record("expected a session")
      return
    }
    #expect(credentials == .right)
    #expect(bench.recorder.log.logins == 2)
  }

  @Test func `a refusal ends the search`() async throws {
    let bench = try Bench()
    let gateway = try bench.gateway()
    let findings = try await missing {
      try await RecorderLocator(gateway).locate([Bench.address, Bench.address], as: [.wrong])
    }
    #expect(kinds(findings) == ["refused"])
    #expect(bench.recorder.log.logins == 1)
  }

  @Test func `a camera at the address is told as one`() async throws {
    let bench = try Bench()
    bench.recorder.edit(DocumentEdit("/ISAPI/System/deviceInfo", "deviceType", "IPCamera"))
    let gateway = try bench.gateway(serial: "9999999999")
    let findings = try await missing { try await RecorderLocator(gateway).locate([Bench.address], as: [.right]) }
    guard case .otherDevice(let mismatch)? = findings.first?.outcome else {
      Issue.record("expected another device")
      return
    }
    #expect(mismatch.device == "a camera (\(bench.recorder.profile.model))")
  }

  @Test func `another device at the address is not the recorder`() async throws {
    let bench = try Bench()
    let gateway = try bench.gateway(serial: "9999999999")
    let findings = try await missing { try await RecorderLocator(gateway).locate([Bench.address], as: [.right]) }
    #expect(kinds(findings) == ["other device"])
    guard case .otherDevice(let mismatch)? = findings.first?.outcome else { return }
    #expect(mismatch.fact == "serial")
    #expect(mismatch.found == bench.recorder.profile.serial)
  }

  @Test(arguments: ["mac", "model", "firmware"])
  func `every declared fact must be met`(_ fact: String) async throws {
    let bench = try Bench()
    let gateway = try bench.gateway { declared in
      switch fact {
      case "mac": declared.mac = "00:00:00:00:00:01"
      case "model": declared.model = "DS-7616NI-K2"
      default: declared.firmware = "<5"
      }
    }
    await #expect { try await gateway.session(at: Bench.address, as: .right) } throws: {
      ($0 as? IdentityMismatch)?.fact == fact
    }
  }

  @Test func `declared facts that are met let the recorder through`() async throws {
    let bench = try Bench()
    let gateway = try bench.gateway(serial: bench.recorder.profile.shortSerial) { declared in
      declared.mac = bench.recorder.profile.mac.uppercased().replacing(":", with: "-")
      declared.model = "ds-7608ni-k2/8p"
      declared.firmware = ">=5 <6"
    }
    _ = try await gateway.session(at: Bench.address, as: .right)
  }

  @Test func `an inactive recorder is found without a login`() async throws {
    let bench = try Bench(activated: false)
    let found = try await RecorderLocator(bench.gateway()).locate([nowhere, Bench.address], as: [.right])
    #expect(found.address == Bench.address)
    #expect(kinds(found.findings) == ["unreachable", "inactive"])
    #expect(bench.recorder.log.logins == 0)
  }

  @Test func `a web page is no recorder, and no password is shown to it`() async throws {
    let bench = try Bench()
    bench.recorder.inject(Fault(.html, on: .get, "*", times: nil))
    let gateway = try bench.gateway()
    let findings = try await missing { try await RecorderLocator(gateway).locate([Bench.address], as: [.right]) }
    #expect(kinds(findings) == ["no recorder"])
    #expect(bench.recorder.log.logins == 0)
  }

  @Test(arguments: [
    Fault(.refusal(status: 403, code: 4, subStatus: "lowPrivilege"), on: .get, "/ISAPI/System/deviceInfo", times: nil),
    Fault(.refusal(status: 500, code: 3, subStatus: "deviceError"), on: .get, "/ISAPI/System/deviceInfo", times: nil),
    Fault(.busy, on: .get, "/ISAPI/System/deviceInfo", times: nil),
    Fault(.malformedXML, on: .get, "/ISAPI/System/deviceInfo", times: nil),
    Fault(.errorUnderOK(code: 6, subStatus: "badXmlContent"), on: .get, "/ISAPI/System/deviceInfo", times: nil),
  ])
  func `a device that cannot say who it is is not taken`(_ fault: Fault) async throws {
    let bench = try Bench()
    bench.recorder.inject(fault)
    let gateway = try bench.gateway()
    let findings = try await missing { try await RecorderLocator(gateway).locate([Bench.address], as: [.right]) }
    #expect(kinds(findings) == ["no recorder"])
  }
}
