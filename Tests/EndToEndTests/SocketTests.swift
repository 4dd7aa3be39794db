import Commands
import Device
import Host
import ISAPI
import Planner
import Simulator
import TestSupport
import Testing

/// The same commands over real sockets.
@Suite struct SocketTests {
  @Test(arguments: [DeviceAddress.Scheme.http, .https])
  func `plan, apply and plan again over a socket`(_ scheme: DeviceAddress.Scheme) async throws {
    let (bench, recorders) = try Example.minimal.bench()
    let recorder = try #require(recorders.first)
    if scheme == .http {
      let manifest = try bench.files.read("Examples/minimal/recorder.yaml", limit: 1 << 20)
      let plain = String(decoding: manifest, as: UTF8.self).replacing(
        "[192.168.1.64]", with: "[\"http://192.168.1.64\"]")
      try bench.files.write(Array(plain.utf8), to: "Examples/minimal/recorder.yaml")
    }
    try await withHTTPFront(recorder, scheme: scheme, placement: .fixed("127.0.0.1")) { front in
      let place = try await front.address
      let sockets = SocketDialer(limits: .patient) { _ in (host: place.host, port: place.port) }
      func run(_ words: String...) async -> CommandBench.Transcript { await bench.run(words: words, dialer: sockets) }
      let plan = await run("plan", "Examples/minimal", "-o", "a.nvrplan")
      #expect(plan.status == .changesPending, "\(plan.everything)")
      #expect(recorder.log.writes == 0)
      let apply = await run("apply", "a.nvrplan", "--yes")
      #expect(apply.status == .done, "\(apply.everything)")
      let again = await run("plan", "Examples/minimal")
      #expect(again.status == .done, "\(again.everything)")
      #expect(recorder.log.entries.allSatisfy { $0.scheme == scheme })
    }
  }

  @Test func `another certificate than the first one is refused`() async throws {
    let (bench, recorders) = try Example.minimal.bench()
    let impostor = SimulatedRecorder(Example.minimal.seeds[0], clock: bench.clock)
    let recorder = try #require(recorders.first)
    func plan(_ recorder: SimulatedRecorder) async throws -> CommandBench.Transcript {
      try await withHTTPFront(recorder, scheme: .https, placement: .fixed("127.0.0.1")) { front in
        let place = try await front.address
        return await bench.run(
          words: ["plan", "Examples/minimal"],
          dialer: SocketDialer(limits: .patient) { _ in (host: place.host, port: place.port) })
      }
    }
    #expect(try await plan(recorder).status == .changesPending)
    let refused = try await plan(impostor)
    #expect(refused.status == .refused, "\(refused.everything)")
    #expect(refused.output.contains("shows another certificate than before"))
    #expect(impostor.log.logins == 0)
  }
}
