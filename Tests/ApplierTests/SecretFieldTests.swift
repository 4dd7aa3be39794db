import Applier
import Host
import ISAPI
import Planner
import Simulator
import TestSupport
import Testing
import XML

/// Sensitive fields are encrypted where the recorder offers it, and the offer is looked at before it is believed
/// (isapi.md 8.2).
@Suite struct SecretFieldTests {
  private typealias Encryption = RecorderBehavior.FieldEncryption
  private static let guest = Secret("Lantern-5-only")
  private static let camera = Secret("Camera-pier-9")
  private static let wanted = """
    users:
      - {name: guest, role: viewer, password: {env: GUEST}}
    cameras:
      - {channel: 1, address: 10.20.30.21, password: {env: CAMERA}}
    """

  private func bench(_ encryption: Encryption?) throws -> ApplyBench {
    var bench = try ApplyBench { seed in
      seed.behavior.fieldEncryption = encryption
      seed.cameras = [SimulatedCamera(at: "10.20.30.21", password: Self.camera.reveal(), serial: "DS-2CD00000007701")]
    }
    bench.passwords["GUEST"] = Self.guest
    bench.passwords["CAMERA"] = Self.camera
    return bench
  }

  /// Bodies that hold one of the passwords in a form that anybody can read.
  private func readableBodies(_ bench: ApplyBench) -> [String] {
    let values = bench.passwords.values.map { $0.reveal() }
    return bench.traffic.requests.filter { request in
      let text = String(decoding: request.body, as: UTF8.self)
      return values.contains(where: text.contains)
    }.map(\.description)
  }

  private func expectWritten(_ bench: ApplyBench, _ result: RunResult) {
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.hasPassword(Self.guest, for: "guest"))
    #expect(bench.recorder.hasPassword(Self.camera, forChannel: 1))
  }

  private func address(_ scheme: DeviceAddress.Scheme) -> String { "\(scheme.rawValue)://10.20.30.10" }

  @Test(arguments: [
    Encryption(), Encryption(version: 2, iterations: 1000), Encryption(salt: "a1b2c3d4e5f60718"),
    Encryption(version: 2, salt: String(repeating: "5f0c1e7a", count: 8)),
  ])
  func `what the recorder offers is used, and nobody on the way can read a password`(
    _ encryption: RecorderBehavior.FieldEncryption
  ) async throws {
    var encryption = encryption
    encryption.refusesPlain = true
    let bench = try bench(encryption)
    let result = try await bench.converge(try bench.declaration(Self.wanted, at: address(.http)))
    expectWritten(bench, result)
    #expect(readableBodies(bench) == [])
    #expect(try bench.journals.contains("secrets encrypted"))
    #expect(try !bench.journals.contains("iv="))
  }

  @Test func `a recorder that offers nothing gets documents as ever`() async throws {
    let bench = try bench(nil)
    let result = try await bench.converge(try bench.declaration(Self.wanted, at: address(.http)))
    expectWritten(bench, result)
    #expect(bench.traffic.requests.allSatisfy { !$0.endpoint.target.contains("security=1") })
  }

  @Test(arguments: [nil, Encryption(), Encryption(practice: .ignored)])
  func `a recorder that wants the caller's password beside a change of an account is given it`(
    _ encryption: RecorderBehavior.FieldEncryption?
  ) async throws {
    var bench = try ApplyBench { seed in
      seed.behavior.fieldEncryption = encryption
      seed.behavior.demandsLoginPassword = true
      seed.users = [SeedUser("night", level: "Operator", password: Self.guest)]
    }
    bench.passwords["GUEST"] = Self.guest
    let users = "users: [{name: guest, role: viewer, password: {env: GUEST}}, {name: night, role: viewer}]"
    let result = try await bench.converge(try bench.declaration(users, at: address(.http)))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.hasPassword(Self.guest, for: "guest"))
    #expect(bench.recorder.hasPassword(Self.guest, for: "night"))
    #expect(try bench.journals.contains("with the password of the caller"))
  }

  @Test func `an offer that the recorder ignores is seen before a password is lost to it`() async throws {
    let bench = try bench(Encryption(practice: .ignored))
    let result = try await bench.converge(try bench.declaration(Self.wanted, at: address(.http)))
    expectWritten(bench, result)
    #expect(try bench.journals.contains("announces encrypted secrets and does not use them"))
  }

  @Test(arguments: [Encryption.Practice.refusesDocuments, .otherKey])
  func `over HTTPS a recorder that cannot keep to its offer gets the password as it is, once`(
    _ practice: RecorderBehavior.FieldEncryption.Practice
  ) async throws {
    let bench = try bench(Encryption(practice: practice))
    let result = try await bench.converge(try bench.declaration(Self.wanted, at: address(.https)))
    expectWritten(bench, result)
    #expect(try bench.journals.contains("secrets as they are, over HTTPS"))
    #expect(readableBodies(bench).count == 2)
  }

  @Test(arguments: [Encryption.Practice.refusesDocuments, .otherKey])
  func `over plain HTTP it gets nothing, and the message says what to do`(
    _ practice: RecorderBehavior.FieldEncryption.Practice
  ) async throws {
    let bench = try bench(Encryption(practice: practice))
    let result = try await bench.converge(try bench.declaration(Self.wanted, at: address(.http)))
    #expect(result.status == .refused)
    #expect(result.message.contains("over plain HTTP nobody would keep them secret"), "\(result.message)")
    #expect(result.wayOut.contains("https://"))
    #expect(readableBodies(bench) == [])
    #expect(!bench.recorder.hasPassword(Self.guest, for: "guest"))
  }

  @Test(arguments: [DeviceAddress.Scheme.http, .https])
  func `a password is replaced encrypted, with the present one beside it`(
    _ scheme: DeviceAddress.Scheme
  ) async throws {
    var bench = try ApplyBench { $0.password = Secret("Old-harbor-7") }
    bench.passwords["OLD"] = Secret("Old-harbor-7")
    let result = try await bench.converge(try bench.declaration("deviceName: pier", at: address(scheme)))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.hasPassword(ApplyBench.password, for: "admin"))
    #expect(readableBodies(bench) == [])
  }

  @Test func `a recorder without secrets to write is never asked for encrypted names`() async throws {
    let bench = try bench(Encryption())
    let result = try await bench.converge(try bench.declaration("deviceName: pier"))
    #expect(result.status == .done)
    #expect(bench.traffic.requests.allSatisfy { !$0.endpoint.target.contains("security=1") })
  }

  @Test func `a refusal of another kind is told as it is, encrypted or not`() async throws {
    let bench = try bench(Encryption())
    bench.recorder.inject(
      Fault(.refusal(status: 403, code: 4, subStatus: "userMaxNum"), on: .post, "/ISAPI/Security/users"))
    let result = try await bench.converge(try bench.declaration(Self.wanted, at: address(.http)))
    #expect(result.message.contains("the device takes no more users"), "\(result.message)")
  }
}
