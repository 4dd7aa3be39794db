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

  @Test func `a twin of a snapshot is planned, written and planned again over a socket`() async throws {
    let (bench, recorders) = try Example.minimal.bench()
    let words = ["snapshot", "http://192.168.1.64", "--password-env", "FRONT_DESK_ADMIN", "-o", "desk.nvrsnap"]
    #expect(await bench.run(words: words).status == .done)
    let exported = await bench.run("export --snapshot desk.nvrsnap -o nvr.yaml --password-env FRONT_DESK_ADMIN")
    #expect(exported.status == .done, "\(exported.everything)")
    let heard = SpokenOutput()
    let twin = Task {
      let line = "simulate --seed desk.nvrsnap --listen 127.0.0.1:0 --tls --password-env FRONT_DESK_ADMIN"
      let ended = await bench.run(words: line.split(separator: " ").map(String.init), hearing: heard)
      heard.close()
      return ended
    }
    defer { twin.cancel() }
    let port = try #require(await Self.port(in: heard), "it did not listen")
    let sockets = SocketDialer(limits: .patient) { _ in (host: "127.0.0.1", port: port) }
    func run(_ words: String...) async -> CommandBench.Transcript { await bench.run(words: words, dialer: sockets) }
    let plan = await run("plan", "nvr.yaml")
    #expect(plan.status == .done, "\(plan.everything)")
    let text = String(decoding: try bench.files.read("nvr.yaml", limit: 1 << 20), as: UTF8.self)
    try bench.files.write(Array(text.replacing("zone: Asia/", with: "zone: Europe/Oslo # Asia/").utf8), to: "nvr.yaml")
    let apply = await run("apply", "nvr.yaml", "--yes")
    #expect(apply.status == .done, "\(apply.everything) \(text)")
    #expect(apply.errors.contains("PUT /ISAPI/System/time"))
    let again = await run("plan", "nvr.yaml")
    #expect(again.status == .done, "\(again.everything)")
    #expect(recorders[0].log.writes == 0)
    twin.cancel()
    #expect(await twin.value.status == .done)
  }

  /// The port that a simulated recorder says it listens at.
  private static func port(in heard: SpokenOutput) async -> Int? {
    for await piece in heard.pieces {
      guard let range = piece.firstRange(of: "Ready at https://127.0.0.1:") else { continue }
      return Int(piece[range.upperBound...].prefix(while: \.isNumber))
    }
    return nil
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
