import Applier
import Commands
import Host
import Planner
import Simulator
import Testing
import TestSupport
import XML

/// The recorder of `Examples/riverside`, applied and left alone for nine days; then things happen to it.
struct DriftStage {
  let bench: CommandBench
  let recorder: SimulatedRecorder
  /// Another machine from which somebody else changes things.
  let stranger: CommandBench

  /// The account of somebody who was let in by the shop.
  static let mallory = SeedUser("mallory", level: "Administrator", password: Secret("Mallory-7-key"))

  init(_ change: (inout RecorderSeed) -> Void = { _ in }) async throws {
    var example = Example.riverside
    example.seeds[0].users = [Self.mallory]
    change(&example.seeds[0])
    example.environment["MALLORY"] = "Mallory-7-key"
    let (bench, recorders) = try example.bench()
    let file = "Examples/riverside/nvr-1.yaml"
    let text = String(decoding: try bench.files.read(file, limit: 100_000), as: UTF8.self)
    let users = "  users:\n    - {name: mallory, role: administrator, password: {env: MALLORY}}\n  cameras:\n"
    try bench.files.write(Array(text.replacing("  cameras:\n", with: users).utf8), to: file)
    self.bench = bench
    recorder = recorders[0]
    let applied = await bench.run("apply Examples/riverside --yes")
    try #require(applied.status == .done, "\(applied.everything)")
    stranger = CommandBench(
      beside: bench, at: "10.20.30.99", files: ["camera.yaml": Self.renaming],
      environment: ["MALLORY": "Mallory-7-key"])
    stranger.network.plugIn(recorder)
    bench.clock.advance(by: .seconds(9 * 86_400 - 3600))
    recorder.clearLog()
  }

  private static let renaming = """
    apiVersion: nvrctl/v1
    kind: Recorder
    metadata: {name: other}
    spec:
      identity: {serial: "0123454821"}
      connect: {addresses: [10.20.30.10]}
      admin: {username: mallory, password: {env: MALLORY}}
      cameras:
        - {channel: 2, name: Camera 02}
    """

  /// Switches UPnP on at the recorder's screen.
  func openAtTheScreen() { recorder.edit(DocumentEdit("/ISAPI/System/Network/UPnP", "enabled", "true")) }

  /// Renames a camera over the network, as mallory.
  func renameFromAfar() async {
    let applied = await stranger.run("apply camera.yaml --yes")
    #expect(applied.status == .done, "\(applied.everything)")
    recorder.clearLog()
  }

  /// What `drift` says, options last; nothing may be written and one login made.
  func drift(_ options: String = "") async -> CommandBench.Transcript {
    let mark = recorder.log.entries.count
    let transcript = await bench.run("drift Examples/riverside \(options)")
    let log = recorder.log.since(mark)
    #expect(log.writes == 0)
    #expect(log.logins <= 1)
    return transcript
  }

  /// The text with a fixed name for the run, which changes with every detail.
  func plain(_ text: String) throws -> String {
    text.replacing(try bench.onlyRun().description, with: "c210-4be7")
  }
}
