import Commands
import Host
import Planner
import Simulator
import Testing
import XML

/// Nothing is written that nobody said yes to.
@Suite struct ConsentTests {
  private func bench() throws -> (bench: CommandBench, recorder: SimulatedRecorder) {
    let (bench, recorders) = try Example.minimal.bench()
    return (bench, try #require(recorders.first))
  }

  @Test(arguments: [
    "apply Examples/minimal", "apply Examples/minimal --reset full", "apply Examples/minimal --reset full --yes",
    "apply Examples/minimal --reset full --confirm-reset 0123454820",
    "apply Examples/minimal --reset full --confirm-reset 0123454899 --accept-footage-loss",
    "apply Examples/minimal --reset full --accept-footage-loss",
  ])
  func `without every yes nothing is sent`(_ line: String) async throws {
    let (bench, recorder) = try bench()
    let transcript = await bench.run(line)
    #expect(transcript.status == .refused, "\(transcript.everything)")
    #expect(transcript.errors.contains("nothing was sent"))
    #expect(recorder.log.writes == 0)
  }

  @Test func `on a terminal the serial is asked for, and only the right one counts`() async throws {
    let (bench, recorder) = try bench()
    let words = ["apply", "Examples/minimal", "--reset", "full"]
    let wrong = await bench.run(words: words, answers: ["0123454821"])
    #expect(wrong.status == .refused)
    #expect(recorder.log.writes == 0)
    let right = await bench.run(words: words, answers: ["0123454820"])
    #expect(right.status == .done, "\(right.everything)")
    #expect(recorder.log.resets == 1)
  }

  @Test func `on a terminal an in-place plan is applied after a yes`() async throws {
    let (bench, recorder) = try bench()
    let no = await bench.run(words: ["apply", "Examples/minimal"], answers: [""])
    #expect(no.status == .refused)
    #expect(recorder.log.writes == 0)
    let yes = await bench.run(words: ["apply", "Examples/minimal"], answers: ["y"])
    #expect(yes.status == .done, "\(yes.everything)")
  }

  @Test func `a kept plan is applied once, and refused when it was changed, is old or the recorder moved on`()
    async throws
  {
    let (bench, recorder) = try bench()
    #expect(await bench.run("plan Examples/minimal -o a.nvrplan").status == .changesPending)
    let bytes = try bench.files.read("a.nvrplan", limit: 1 << 20)
    var changed = bytes
    changed[changed.count / 2] ^= 1
    try bench.files.write(changed, to: "b.nvrplan")
    #expect(await bench.run("apply b.nvrplan --yes").status == .refused)
    recorder.edit(DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "somebody was here"))
    let moved = await bench.run("apply a.nvrplan --yes")
    #expect(moved.status == .refused)
    #expect(moved.everything.contains("deviceName"))
    #expect(recorder.log.writes == 0)
    recorder.edit(DocumentEdit("/ISAPI/System/deviceInfo", "deviceName", "Network Video Recorder"))
    #expect(await bench.run("apply a.nvrplan --yes").status == .done)
    #expect(await bench.run("apply a.nvrplan --yes").status == .refused)
    #expect(await bench.run("plan Examples/minimal -o c.nvrplan").status == .done)
    #expect(await bench.run("apply c.nvrplan").output.hasPrefix("Nothing to do."))
  }

  @Test func `a plan that is too old is refused`() async throws {
    let (bench, recorder) = try bench()
    _ = await bench.run("plan Examples/minimal -o a.nvrplan")
    bench.clock.advance(by: .seconds(5 * 3600))
    #expect(await bench.run("apply a.nvrplan --yes").status == .refused)
    #expect(recorder.log.writes == 0)
  }
}
