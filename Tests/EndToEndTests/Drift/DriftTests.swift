import Commands
import FoundationEssentials
import Host
import ISAPI
import Planner
import Simulator
import Testing
import TestSupport
import XML

/// What moved since the last apply, and who did it.
@Suite struct DriftTests {
  private static let search = "/ISAPI/ContentMgmt/logSearch"

  /// Three things that happened in nine days: at the screen, over the network, and a new account.
  private func afterNineDays() async throws -> DriftStage {
    let stage = try await DriftStage()
    stage.openAtTheScreen()
    stage.bench.clock.advance(by: .seconds(600))
    await stage.renameFromAfar()
    stage.bench.clock.advance(by: .seconds(600))
    stage.recorder.addUser(SeedUser("guest2", level: "Viewer", password: Secret("Guest-2-key")))
    stage.bench.clock.advance(by: .seconds(2400))
    stage.recorder.clearLog()
    return stage
  }

  @Test func `every value is told with what was declared, since when, and by whom`() async throws {
    let stage = try await afterNineDays()
    let transcript = await stage.drift()
    #expect(transcript.status == .changesPending)
    try GoldenFile.expect(stage.plain(transcript.output), equals: "drift.txt")
  }

  @Test func `programs get the same`() async throws {
    let stage = try await afterNineDays()
    let transcript = await stage.drift("--out json")
    #expect(transcript.status == .changesPending)
    try GoldenFile.expect(stage.plain(transcript.output), equals: "drift.json")
  }

  @Test func `the last line brings the live values into a manifest`() async throws {
    let stage = try await afterNineDays()
    let output = await stage.drift().output
    let last = try #require(output.firstRange(of: "Make the file follow:"))
    let words = output[last.upperBound...].split { " \\\n".contains($0) }.map(String.init)
    #expect(words.first == "nvrctl")
    let exported = await stage.bench.run(words: Array(words.dropFirst()))
    #expect(exported.status == .done, "\(exported.everything)")
    #expect(exported.output.contains("upnp:\n      enabled: true\n"), "\(exported.output)")
    #expect(exported.output.contains("name: Camera 02\n"))
    #expect(exported.output.contains("name: guest2\n"))
  }

  @Test func `where the password is in a file, two commands do it`() async throws {
    let (bench, recorders) = try Example.minimal.bench()
    let file = "Examples/minimal/recorder.yaml"
    let text = String(decoding: try bench.files.read(file, limit: 100_000), as: UTF8.self)
    try bench.files.write(Array(text.replacing("{env: FRONT_DESK_ADMIN}", with: "{file: key.txt}").utf8), to: file)
    try bench.files.write(Array(Example.password.utf8), to: "Examples/minimal/key.txt")
    let output = await bench.run("drift Examples/minimal").output
    let last = try #require(output.firstRange(of: "Make the file follow:"), "\(output)")
    let commands = output[last.upperBound...].split(separator: "&&")
    #expect(commands.count == 2)
    for command in commands {
      let words = command.split { " \\\n".contains($0) }.map(String.init)
      #expect(words.first == "nvrctl")
      let transcript = await bench.run(words: Array(words.dropFirst()))
      #expect(transcript.status == .done, "\(transcript.everything)")
    }
    #expect(recorders[0].log.writes == 0)
  }

  @Test func `a recorder as it was left is one line, and its log is not searched`() async throws {
    let stage = try await DriftStage()
    let transcript = await stage.drift()
    #expect(transcript.status == .done)
    #expect(transcript.output.split(separator: "\n").count == 2, "\(transcript.output)")
    #expect(transcript.output.hasPrefix("= riverside/nvr-1  ..4821  "))
    #expect(transcript.output.contains("No drift.  1 recorder, "))
    #expect(stage.recorder.log.entries(.post, Self.search).isEmpty)
  }

  @Test func `two requests more tell who it was, and none where nobody wants to know`() async throws {
    let stage = try await DriftStage()
    stage.openAtTheScreen()
    let quiet = await stage.drift("--no-log")
    #expect(quiet.status == .changesPending)
    #expect(quiet.output.contains("< 9 d     not known\n"), "\(quiet.output)")
    let reads = stage.recorder.log.entries.count
    stage.recorder.clearLog()
    let told = await stage.drift()
    #expect(told.output.contains("just now  local change\n"), "\(told.output)")
    // The search is another way of reading, and over plain HTTP the recorder proves who it is before it.
    #expect(stage.recorder.log.entries.count <= reads + 3)
    #expect(stage.recorder.log.entries(.post, Self.search).count == 1)
  }

  @Test func `what the manifests moved away from is no drift of the recorder`() async throws {
    let stage = try await DriftStage()
    let file = "Examples/riverside/nvr-1.yaml"
    let text = String(decoding: try stage.bench.files.read(file, limit: 100_000), as: UTF8.self)
    try stage.bench.files.write(Array(text.replacing("name: dock", with: "name: pier").utf8), to: file)
    let transcript = await stage.drift()
    #expect(transcript.status == .changesPending)
    #expect(transcript.output.contains("manifest changed\n"))
    #expect(transcript.output.contains("0 drifted, 1 changed in the manifest, "))
    #expect(!transcript.output.contains("Make the file follow"))
    #expect(stage.recorder.log.entries(.post, Self.search).isEmpty)
    await stage.renameFromAfar()
    let both = await stage.drift()
    #expect(both.output.contains("the manifest changed as well\n"), "\(both.output)")
    #expect(both.output.contains("1 drifted, "))
  }

  @Test func `without a run nobody knows what was applied`() async throws {
    let (bench, recorders) = try Example.minimal.bench()
    let transcript = await bench.run("drift Examples/minimal")
    #expect(transcript.status == .changesPending)
    #expect(transcript.output.contains("never applied from here\n"))
    #expect(transcript.output.contains("0 drifted, 4 never applied, 3 same."), "\(transcript.output)")
    #expect(recorders[0].log.writes == 0)
    let accepted = await bench.run("drift Examples/minimal --pending-ok")
    #expect(accepted.status == .done)
  }

  @Test func `a camera that was taken off is told as one`() async throws {
    let stage = try await DriftStage()
    let removing = """
      apiVersion: nvrctl/v1
      kind: Recorder
      metadata: {name: other}
      spec:
        identity: {serial: "0123454821"}
        connect: {addresses: [10.20.30.10]}
        admin: {username: mallory, password: {env: MALLORY}}
        cameras:
          - {channel: 1}
          - {channel: 2}
          - {channel: 3}
        unmanaged: {cameras: remove}
      """
    try stage.stranger.files.write(Array(removing.utf8), to: "camera.yaml")
    await stage.renameFromAfar()
    let transcript = await stage.drift()
    #expect(transcript.output.contains("- cameras[4]        \"gate\"        (none)"), "\(transcript.output)")
    #expect(transcript.output.contains("by \"mallory\" from 10.20.30.99 at 2026-02-11 01:41:"))
    #expect(transcript.output.contains("1 drifted, "))
  }

  @Test func `a log that was wiped, emptied or is refused is not believed`() async throws {
    let stage = try await DriftStage()
    stage.recorder.wipeRecords()
    stage.openAtTheScreen()
    let wiped = await stage.drift()
    #expect(wiped.output.contains("! the recorder's log does not reach back to the last apply"), "\(wiped.output)")
    #expect(wiped.output.contains("< 9 d     local change\n"))
    let refused = try await DriftStage { $0.behavior.notSupported = [Self.search] }
    refused.openAtTheScreen()
    let told = await refused.drift()
    #expect(told.status == .changesPending)
    #expect(told.output.contains("! the recorder does not let its log be searched\n"), "\(told.output)")
    #expect(told.output.contains("< 9 d     not known\n"))
  }

  @Test func `a log of many pages is read to its end, and an endless one is not`() async throws {
    let stage = try await DriftStage { $0.behavior.logPage = 4 }
    stage.openAtTheScreen()
    let read = await stage.drift()
    #expect(stage.recorder.log.entries(.post, Self.search).count > 1)
    #expect(read.output.contains("local change\n"), "\(read.output)")
    let endless = try await DriftStage { $0.behavior.logPage = 5 }
    for _ in 1...120 {
      endless.openAtTheScreen()
      endless.bench.clock.advance(by: .seconds(60))
    }
    let cut = await endless.drift()
    #expect(cut.output.contains("! the recorder's log is longer than what was read\n"), "\(cut.output)")
    #expect(endless.recorder.log.entries(.post, Self.search).count == 20)
  }

  @Test func `several who could be meant are counted, and the time is no more than a bound`() async throws {
    let stage = try await DriftStage()
    stage.recorder.edit(DocumentEdit("/ISAPI/System/Network/ssh", "enabled", "true"))
    stage.bench.clock.advance(by: .seconds(8000))
    await stage.renameFromAfar()
    try stage.stranger.files.write(
      Array(
        """
        apiVersion: nvrctl/v1
        kind: Recorder
        metadata: {name: other}
        spec:
          identity: {serial: "0123454821"}
          connect: {addresses: [10.20.30.10]}
          admin: {username: mallory, password: {env: MALLORY}}
          services: {upnp: {enabled: true}}
        """.utf8), to: "camera.yaml")
    await stage.renameFromAfar()
    let transcript = await stage.drift()
    #expect(transcript.output.contains("1 other could be meant too\n"), "\(transcript.output)")
    #expect(transcript.output.contains("< 3 h     remote change\n"), "\(transcript.output)")
  }

  @Test func `a recorder that was reset is not as declared`() async throws {
    let stage = try await DriftStage()
    var seed = Example.riverside.seeds[0]
    seed.password = nil
    seed.cameras = []
    stage.bench.network.unplug(stage.recorder)
    let blank = SimulatedRecorder(seed, clock: stage.bench.clock)
    stage.bench.network.plugIn(blank)
    let transcript = await stage.bench.run("drift Examples/riverside")
    #expect(transcript.status == .changesPending)
    #expect(transcript.output.contains("! it has no administrator"), "\(transcript.output)")
    #expect(blank.log.writes == 0)
  }

  @Test func `a recorder that is another one is refused, and one that is gone failed`() async throws {
    let stage = try await DriftStage()
    stage.bench.network.unplug(stage.recorder)
    let gone = await stage.drift()
    #expect(gone.status == .failed)
    #expect(gone.output.hasPrefix("! riverside/nvr-1"))
    #expect(gone.lastLine == "Next:  nvrctl drift Examples/riverside  (when that is put right)")
    var seed = Example.riverside.seeds[0]
    seed.profile = RecorderProfile(model: seed.profile.model, family: .a, shortSerial: "0123450000")
    seed.password = Secret(Example.password)
    stage.bench.network.plugIn(SimulatedRecorder(seed, clock: stage.bench.clock))
    let other = await stage.drift()
    #expect(other.status == .refused, "\(other.everything)")
  }

  @Test func `a fleet tells one line for each recorder with nothing to tell`() async throws {
    let (bench, recorders) = try Example.twoSites.bench()
    let applied = await bench.run("apply Examples/two-sites --yes")
    try #require(applied.status == .done, "\(applied.everything)")
    bench.clock.advance(by: .seconds(7200))
    recorders[1].edit(DocumentEdit("/ISAPI/System/Network/UPnP", "enabled", "true"))
    let transcript = await bench.run("drift Examples/two-sites --out text=-,json=drift.json")
    #expect(transcript.status == .changesPending)
    #expect(transcript.output.contains("\n= harbour/harbour-1") || transcript.output.hasPrefix("= harbour/harbour-1"))
    #expect(transcript.output.contains("\nhilltop/hilltop-1   ..4825   last applied 2 hours ago by run "))
    #expect(transcript.output.contains("1 not as declared.  2 recorders, "), "\(transcript.output)")
    #expect(transcript.output.contains("exit 2\n"))
    let json = String(decoding: try bench.files.read("drift.json", limit: 100_000), as: UTF8.self)
    #expect(json.contains("\"kind\" : \"Drift\""))
    #expect(Set(recorders.map(\.log.logins)).count == 1)
  }
}
