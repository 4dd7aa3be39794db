import Applier
import ISAPI
import Planner
import Simulator
import Testing

/// Recorders that announce themselves are found after a reset, and told from others.
@Suite struct AnnouncementTests {
  /// A recorder that comes back from a reset at an address that no manifest names.
  private func bench(_ adjust: (inout RecorderSeed) -> Void = { _ in }) throws -> ApplyBench {
    try ApplyBench {
      $0.behavior.defaultAddress = InterfaceAddress("10.20.30.99", gateway: "10.20.30.1")
      adjust(&$0)
    }
  }

  private func announcements(of recorder: SimulatedRecorder, on network: SimulatedNetwork) -> Announcements {
    Announcements(
      of: WantedDevice(serial: recorder.profile.shortSerial, mac: recorder.profile.mac),
      by: SimulatedDiscovery(on: network))
  }

  @Test func `a recorder that comes back where nobody looks is found by its announcement`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(ResetTests.spec + "\nnetwork: {address: 10.20.30.10/24}")
    let plan = try await bench.plan(declaration, .reset(.full))
    let result = try await bench.apply(
      plan, declaration, hearing: announcements(of: bench.recorder, on: bench.network))
    #expect(result.status == .done, "\(result.message)")
    #expect(bench.recorder.binding.address == "10.20.30.10")
    let proof = try #require(result.done.first { $0.step.act == .proveReset })
    #expect(proof.facts.contains("SADP: inactive, same device"))
  }

  @Test func `without an announcement its fate is unknown, and said so`() async throws {
    let bench = try bench()
    let declaration = try bench.declaration(ResetTests.spec)
    let result = try await bench.apply(try await bench.plan(declaration, .reset(.full)), declaration)
    #expect(result.status == .unknown)
    #expect(result.message.contains("does not answer"))
  }

  @Test(arguments: [true, false])
  func `an inactive stranger at a declared address is not activated`(_ isHeard: Bool) async throws {
    let bench = try bench()
    var seed = RecorderSeed.factoryFresh(
      RecorderProfile(
        model: bench.recorder.profile.model, family: .a, shortSerial: "0999999999", mac: "44:19:b6:00:ff:ff"))
    seed.address = InterfaceAddress("10.20.30.11", gateway: "10.20.30.1")
    let stranger = SimulatedRecorder(seed, clock: bench.clock)
    bench.network.plugIn(stranger)
    let declaration = try bench.declaration(ResetTests.spec, at: "https://10.20.30.10, https://10.20.30.11")
    let plan = try await bench.plan(declaration, .reset(.full))
    let result = try await bench.apply(
      plan, declaration, hearing: isHeard ? announcements(of: bench.recorder, on: bench.network) : nil)
    #expect(result.status == (isHeard ? .done : .unknown), "\(result.message)")
    #expect(!stranger.isActivated)
    #expect(stranger.log.writes == 0)
  }

  @Test func `a reset without a pause is proved by another refusal`() async throws {
    let bench = try bench {
      $0.behavior.defaultAddress = ApplyBench.home
      $0.behavior.timings = .scaled(by: 0)
    }
    let result = try await bench.converge(try bench.declaration(ResetTests.spec), .reset(.full))
    #expect(result.status == .done, "\(result.message)")
    let proof = try #require(result.done.first { $0.step.act == .proveReset })
    #expect(proof.facts.contains("refuses other requests as not activated"))
  }
}
