import Applier
import Host
import ISAPI
import Planner
import Simulator
import Synchronization
import Testing
import XML

@Suite struct VerificationTests {
  @Test func `what changes behind its proof is found at the end`() async throws {
    let bench = try ApplyBench()
    let declaration = try bench.declaration("deviceName: lobby\ntime: {zone: Europe/Oslo}")
    let plan = try await bench.plan(declaration)
    let recorder = bench.recorder
    let isEdited = Mutex(false)
    let result = try await bench.apply(
      plan, declaration,
      stopping: {
        // Somebody at the screen undoes the first step while the second is written.
        if recorder.log.writes == 2, !isEdited.withLock({ $0 }) {
          isEdited.withLock { $0 = true }
          recorder.edit(DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "by hand"))
        }
        return false
      })
    #expect(result.status == .notVerified, "\(result.message)")
    #expect(result.message.contains(#"deviceName is "by hand", not "lobby""#))
  }

  private static let cameras = """
    cameras:
      - {channel: 1, name: entrance, protocol: hikvision, address: 10.20.30.21, port: 8000, username: admin, password: {env: NVR}}
    verify: {camerasOnline: all}
    """

  private func bench(answers password: String) throws -> ApplyBench {
    try ApplyBench { $0.cameras = [SimulatedCamera(at: "10.20.30.21", password: password, serial: "0000007701")] }
  }

  @Test func `declared cameras are waited for until they are online`() async throws {
    let bench = try bench(answers: ApplyBench.password.reveal())
    let result = try await bench.converge(try bench.declaration(Self.cameras))
    #expect(result.status == .done, "\(result.message)")
    #expect(result.done.last?.facts.contains("1 camera online") == true)
  }

  @Test func `a camera that stays offline fails the verification and is named`() async throws {
    let bench = try bench(answers: "another-1")
    let result = try await bench.converge(try bench.declaration(Self.cameras))
    #expect(result.status == .notVerified, "\(result.message)")
    #expect(result.message.contains("channel 1"))
  }
}
