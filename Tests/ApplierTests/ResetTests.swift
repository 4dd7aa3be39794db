import Applier
import Device
import Host
import ISAPI
import Planner
import Settings
import Simulator
import Testing
import XML

@Suite struct ResetTests {
  static let spec = "deviceName: lobby\ntime: {zone: Europe/Oslo, ntp: [10.20.30.1]}"

  /// A bench on which a reset leaves the recorder where it is, so that the address is not part of the story.
  private func bench(
    _ family: Family = .a, _ adjust: (inout RecorderSeed) -> Void = { _ in }
  ) throws -> ApplyBench {
    try ApplyBench(family) {
      $0.behavior.defaultAddress = ApplyBench.home
      $0.edits = [DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "used before")]
      adjust(&$0)
    }
  }

  @Test(arguments: [Family.a, .b])
  func `a full reset that leaves it inactive is proved, and everything is set up again`(_ family: Family) async throws {
    let bench = try bench(family)
    let certificate = bench.recorder.fingerprint
    let result = try await bench.converge(try bench.declaration(Self.spec), .reset(.full))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.log.resets == 1)
    #expect(bench.recorder.hasPassword(ApplyBench.password, for: "admin"))
    #expect(bench.recorder.text(at: "/ISAPI/System/deviceInfo", "deviceName") == "lobby")
    #expect(bench.recorder.fingerprint != certificate)
    #expect(bench.recorder.log.refusedLogins == 0)
    let proof = try #require(result.done.first { $0.step.act == .proveReset })
    #expect(proof.facts.first?.hasPrefix("inactive") == true)
    #expect(proof.facts.count == 2)
  }

  @Test func `a recorder that speaks the newer activation is activated in its way`() async throws {
    let bench = try bench(.b) { $0.profile.supportVersion = 3 }
    let result = try await bench.converge(try bench.declaration(Self.spec), .reset(.full))
    #expect(result.status == .done, "\(result.message)")
  }

  @Test func `a full reset that keeps the password is proved by uptime and settings`() async throws {
    let bench = try bench { $0.behavior.fullReset = .keepsPassword }
    let result = try await bench.converge(try bench.declaration(Self.spec), .reset(.full))
    #expect(result.status == .done, "\(result.message)")
    let proof = try #require(result.done.first { $0.step.act == .proveReset })
    #expect(proof.facts.count == 3)
    #expect(proof.facts.contains { $0.contains("uptime") })
    #expect(bench.recorder.log.entries(.put, "/ISAPI/System/activate").isEmpty)
  }

  @Test func `a reset shorter than the pause between two looks is proved by uptime and settings`() async throws {
    let bench = try bench {
      $0.behavior.fullReset = .keepsPassword
      $0.behavior.timings = .scaled(by: 0.005)
    }
    let result = try await bench.converge(try bench.declaration(Self.spec, at: "http://10.20.30.10"), .reset(.full))
    #expect(result.status == .done, "\(result.message)")
    let proof = try #require(result.done.first { $0.step.act == .proveReset })
    #expect(proof.facts.contains { $0.contains("uptime") })
  }

  @Test func `a full reset that keeps the previous password replaces it behind the proof`() async throws {
    var bench = try bench {
      $0.behavior.fullReset = .keepsPassword
      $0.password = Secret("Sunset-1999")
    }
    bench.passwords["OLD"] = Secret("Sunset-1999")
    let result = try await bench.converge(try bench.declaration(Self.spec), .reset(.full))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.hasPassword(ApplyBench.password, for: "admin"))
  }

  @Test func `a basic reset keeps users and network`() async throws {
    let bench = try bench()
    let result = try await bench.converge(try bench.declaration(Self.spec), .reset(.basic))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.log.resets == 1)
    #expect(bench.recorder.text(at: "/ISAPI/System/deviceInfo", "deviceName") == "lobby")
  }

  @Test func `a restart that reset nothing proves nothing`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration, .reset(.full))
    bench.recorder.inject(Fault(.reboot, .beforeEffect, on: .put, "/ISAPI/System/factoryReset"))
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .unknown, "\(result.message)")
    #expect(bench.recorder.log.resets == 0)
    #expect(bench.recorder.text(at: "/ISAPI/System/deviceInfo", "deviceName") == "used before")
  }

  @Test func `a reset whose answer was lost is proved all the same, and not sent again`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration, .reset(.full))
    bench.recorder.inject(Fault(.closeConnection, .afterEffect, on: .put, "/ISAPI/System/factoryReset"))
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.log.entries(.put, "/ISAPI/System/factoryReset?mode=full").count <= 1)
  }

  @Test func `a recorder that never comes back leaves an unknown outcome`() async throws {
    let bench = try bench { $0.behavior.timings.down = .seconds(7200) }
    let result = try await bench.converge(try bench.declaration(Self.spec), .reset(.full))
    #expect(result.status == .unknown, "\(result.message)")
    #expect(result.message.contains("does not answer"))
  }

  @Test func `a reset that is not accepted by name is refused, and nothing is sent`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration, .reset(.full))
    let mark = bench.recorder.log.entries.count
    let result = try await bench.apply(plan, declaration, allowing: Allowances())
    #expect(result.status == .refused)
    #expect(bench.recorder.log.since(mark).entries.isEmpty)
  }

  @Test func `the backup is kept and reads back, its key outside the journal`() async throws {
    let bench = try bench()
    let result = try await bench.converge(try bench.declaration(Self.spec), .reset(.full))
    #expect(result.status == .done, "\(result.message)")
    let serial = DeviceFolder(serial: bench.recorder.profile.shortSerial)
    let time = try #require(try bench.store.list(serial.backups).first)
    let folder = "\(serial.backups)/\(time)"
    #expect(try bench.store.list(folder).contains("configuration.bin"))
    #expect(try bench.store.list(folder + "/documents").contains("ISAPI_Security_users.xml"))
    let key = String(decoding: try #require(try bench.store.read(folder + "/configuration.key")), as: UTF8.self)
    #expect(key.count == 16)
    #expect(!(try bench.journals.contains(key)))
  }

  @Test func `no secret is in the journal, and none in what is told`() async throws {
    let bench = try bench()
    _ = try await bench.converge(try bench.declaration(Self.spec), .reset(.full))
    #expect(!(try bench.journals.contains(ApplyBench.password.reveal())))
    #expect(!"\(bench.events.all)".contains(ApplyBench.password.reveal()))
  }

  @Test func `an inactive recorder is activated and set up without a reset`() async throws {
    let bench = try ApplyBench { $0.password = nil }
    let result = try await bench.converge(try bench.declaration(Self.spec))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.log.resets == 0)
    #expect(bench.recorder.isActivated)
    #expect(bench.recorder.text(at: "/ISAPI/System/deviceInfo", "deviceName") == "lobby")
  }

  @Test func `another device that was inactive gets nothing behind its password`() async throws {
    let bench = try ApplyBench { $0.password = nil }
    let result = try await bench.converge(try bench.declaration(Self.spec, serial: "F99999999"))
    #expect(result.status == .partlyApplied, "\(result.message)")
    #expect(result.message.contains("another device"))
    #expect(bench.recorder.log.entries.filter(\.isWrite).map(\.endpoint.path) == ["/ISAPI/System/activate"])
  }

  @Test func `a recorder that was activated since the plan is refused`() async throws {
    let bench = try ApplyBench { $0.password = nil }
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration)
    _ = try await bench.apply(plan, declaration)
    let again = try await bench.apply(plan, declaration)
    #expect(again.status == .refused)
  }

  @Test func `a device at the address where the recorder comes back stops the run before the reset`() async throws {
    let bench = try ApplyBench { $0.edits = [DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "used before")] }
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration, .reset(.full))
    let model = try #require(RecorderModel("DS-7608NI-K2/8P"))
    var seed = RecorderSeed(RecorderProfile(model: model, family: .a, shortSerial: "F99999999"))
    seed.address = InterfaceAddress("192.168.1.64", gateway: "192.168.1.1")
    let other = SimulatedRecorder(seed, clock: bench.clock)
    bench.network.plugIn(other)
    let result = try await bench.apply(plan, declaration)
    #expect(result.status == .refused, "\(result.message)")
    #expect(bench.recorder.log.resets == 0)
    #expect(other.log.writes == 0)
  }

  @Test func `a stop behind the reset leaves an open journal that says what was done`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration, .reset(.full))
    let recorder = bench.recorder
    let result = try await bench.apply(plan, declaration, stopping: { recorder.log.resets > 0 })
    #expect(result.status == .partlyApplied, "\(result.message)")
    #expect(result.done.map(\.step.name) == ["backup", "reset full"])
    #expect(try bench.onlyRun().hasSent)
  }

  @Test func `a stop while the reset is waited for is heard at once`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    let plan = try await bench.plan(declaration, .reset(.full))
    let recorder = bench.recorder
    let result = try await bench.apply(plan, declaration, stopping: { recorder.phase == .down })
    #expect(result.status == .partlyApplied, "\(result.message)")
    #expect(result.done.map(\.step.name) == ["backup", "reset full"])
    #expect(recorder.phase == .down)
  }

  @Test func `a recorder that was reset by hand is taken with its new certificate`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(Self.spec)
    #expect(try await bench.converge(declaration).status == .done)
    let session = try await bench.gateway(declaration).session(
      at: declaration.addresses[0], as: Credentials(username: "admin", password: ApplyBench.password))
    _ = try await session.send(Request(.put, "/ISAPI/System/factoryReset?mode=full"))
    bench.clock.advance(by: .seconds(600))
    let result = try await bench.converge(declaration)
    #expect(result.status == .done, "\(result.message)")
    #expect(try bench.gateway(declaration).fingerprint == bench.recorder.fingerprint)
  }
}
