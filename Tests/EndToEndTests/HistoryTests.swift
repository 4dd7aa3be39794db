import Applier
import Diagnostics
import Host
import Planner
import Simulator
import Testing
import TestSupport
import XML

/// What is told of runs that are kept.
@Suite struct HistoryTests {
  /// A recorder that was reset and reprovisioned, and changed in place an hour later.
  private func past() async throws -> CommandBench {
    let (bench, recorders) = try Example.riverside.bench()
    let reset = ["apply", "Examples/riverside", "--reset", "full", "--confirm-reset", "0123454821"]
    let done = await bench.run(words: reset + ["--accept-footage-loss"])
    #expect(done.status == .done, "\(done.everything)")
    bench.clock.advance(by: .seconds(3600))
    recorders[0].edit(DocumentEdit("/ISAPI/System/Network/UPnP", "enabled", "true"))
    recorders[0].edit(DocumentEdit("/ISAPI/System/Network/ssh", "enabled", "true"))
    let again = await bench.run("apply Examples/riverside --yes")
    #expect(again.status == .done, "\(again.everything)")
    return bench
  }

  /// The run with so many steps.
  private func run(in bench: CommandBench, reset: Bool) throws -> RunID {
    let records = try RunRecord.all(in: bench.state).compactMap { try? $0.record.get() }
    return try #require(records.first { $0.plan.mode.isReset == reset }?.id)
  }

  /// The text with the ids of both runs made plain.
  private func plain(_ text: String, _ bench: CommandBench) throws -> String {
    try text.replacing(run(in: bench, reset: true).description, with: "c210-4be7")
      .replacing(run(in: bench, reset: false).description, with: "91aa-7f3c")
  }

  @Test func `without a run there is a way to the first`() async throws {
    let transcript = await CommandBench().run("history")
    #expect(transcript.status == .done)
    #expect(transcript.output == "No run is kept yet.\nNext:  nvrctl plan PATH\n")
  }

  @Test func `runs are listed with the newest first, and one that was cut off is the next thing to do`() async throws {
    let bench = try await past()
    let cut = try run(in: bench, reset: false)
    try bench.cutJournal(of: cut, to: 6, torn: 17)
    let transcript = await bench.run("history")
    #expect(transcript.status == .done)
    #expect(transcript.lastLine == "Next:  nvrctl resume \(cut)")
    try GoldenFile.expect(plain(transcript.output, bench), equals: "history.txt")
  }

  @Test func `a run that a later one wrote over is told and not offered`() async throws {
    let bench = try await past()
    let cut = try run(in: bench, reset: true)
    try bench.cutJournal(of: cut, to: 12)
    let transcript = await bench.run("history")
    #expect(transcript.output.contains("overtaken"))
    #expect(transcript.output.contains("2 runs, 0 to resume"))
    #expect(await bench.run("show \(cut)").lastLine.hasPrefix("Next:  nvrctl show "))
  }

  @Test func `a run is shown step by step up to where it was cut off`() async throws {
    let bench = try await past()
    let cut = try run(in: bench, reset: true)
    let later = try run(in: bench, reset: false)
    try bench.cutJournal(of: cut, behind: "PUT /ISAPI/System/activate", torn: 17)
    try bench.cutJournal(of: later, to: 0)
    let transcript = await bench.run("show \(cut)")
    #expect(transcript.status == .done)
    #expect(transcript.lastLine == "Next:  nvrctl resume \(cut)")
    try GoldenFile.expect(plain(transcript.output, bench), equals: "show-cut-off.txt")
  }

  @Test func `a run that converged is shown to its end, within eighty columns`() async throws {
    let bench = try await past()
    let transcript = await bench.run("show \(try run(in: bench, reset: true))")
    #expect(transcript.output.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 80 })
    #expect(transcript.lastLine == "Next:  nvrctl plan Examples/riverside")
    try GoldenFile.expect(plain(transcript.output, bench), equals: "show-converged.txt")
  }

  @Test func `programs get the same as documents`() async throws {
    let bench = try await past()
    let cut = try run(in: bench, reset: false)
    try bench.cutJournal(of: cut, to: 6, torn: 17)
    let history = await bench.run("history --format json")
    try GoldenFile.expect(plain(history.output, bench), equals: "history.json")
    let shown = await bench.run("show \(cut) --format json")
    try GoldenFile.expect(plain(shown.output, bench), equals: "show.json")
  }

  @Test func `a journal that was changed is named with its code, and what is next is another run`() async throws {
    let bench = try await past()
    let changed = try run(in: bench, reset: true)
    var lines = try bench.journal(of: changed)
    lines.remove(at: 3)
    try bench.state.write(lines.flatMap(\.self), to: changed.journal)
    let history = await bench.run("history")
    #expect(history.output.contains("NVR0902 the chain of its journal breaks at line 4"))
    let shown = await bench.run("show \(changed)")
    #expect(shown.status == .refused)
    #expect(shown.errors.contains("NVR0902"))
    #expect(await bench.run("history --format json").output.contains("\"code\" : \"NVR0902\""))
  }

  @Test func `a mistyped run is wrong usage, with the one that was meant`() async throws {
    let bench = try await past()
    let id = try run(in: bench, reset: true).description
    let transcript = await bench.run("show \(id.dropLast())")
    #expect(transcript.status == .usage)
    #expect(transcript.errors.contains("did you mean \"\(id)\"?"))
    #expect(await bench.run("history --recorder nvr-2").status == .refused)
    #expect(await bench.run("history --recorder nvr-1").status == .done)
  }

  @Test func `what a recorder said is drawn, not obeyed`() async throws {
    let bench = try await past()
    let run = try run(in: bench, reset: false)
    let record = try RunRecord(run, in: bench.state)
    try bench.state.write([], to: run.journal)
    var journal = Journal(run: run, planDigest: record.plan.digest, store: bench.state, clock: bench.clock)
    try journal.append(JournalEntry(.intent, step: 1, name: record.plan.steps[0].name))
    try journal.append(
      JournalEntry(.observed, step: 1, name: "x", facts: ["\u{1B}[2J\u{202E}gone\nNext:  rm -r /", "\u{7}"]))
    let shown = await bench.run("show \(run)").output
    #expect(!shown.contains("\u{1B}"))
    #expect(!shown.contains("\u{202E}"))
    #expect(!shown.contains("\nNext:  rm"))
  }
}
