import Applier
import Diagnostics
import Device
import FoundationEssentials
import Host
import ISAPI
import Logging
import Planner
import TestSupport
import Testing

@testable import Commands

/// Every text that quotes a device or a manifest draws it inert by itself, before the console looks at it once more.
@Suite struct InertReportTests {
  private func snapshot(_ hostile: HostileText) throws -> DeviceSnapshot {
    var identity = SampleRecorder.identity
    identity.model = hostile.text
    identity.firmware = hostile.text
    identity.firmwareReleased = hostile.text
    guard hostile.isXML else { return try SampleRecorder.snapshot(identity: identity) }
    let text = hostile.text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\r", with: "&#13;")
    var changes = SampleRecorder.document(.deviceInfo, replacing: "Network Video Recorder", with: text)
    changes.merge(
      SampleRecorder.document("/ISAPI/ContentMgmt/InputProxy/channels", replacing: "Camera 02", with: text)
    ) { $1 }
    changes.merge(SampleRecorder.document("/ISAPI/Security/users", replacing: "viewer<", with: text + "<")) { $1 }
    return try SampleRecorder.snapshot(identity: identity, changes: changes)
  }

  @Test(arguments: HostileText.all.tried(sample: 14)) func `plans in text and JSON`(_ hostile: HostileText) throws {
    let snapshot = try snapshot(hostile)
    for goal in [PlanRequest.Goal.inPlace, .reset(.full)] {
      let result = try PlannedSample.result(goal, on: snapshot)
      Inertness.expect(PlannedSample.text([result]))
      Inertness.expect(try PlanDocument([result]).json(), width: nil)
      let plan = try #require(result.plan)
      let file = try PlanFile.bytes(of: [plan])
      Inertness.expect(String(decoding: file, as: UTF8.self), width: nil)
      #expect(try PlanFile.plans(in: file, tool: "1.0.0") == [plan])
    }
  }

  @Test(arguments: HostileText.all.tried(sample: 14)) func `drift, and what a recorder's log says of it`(
    _ hostile: HostileText
  ) throws {
    let snapshot = try snapshot(hostile)
    var result = try PlannedSample.result(on: snapshot)
    let plan = try #require(result.plan)
    let now = Date(timeIntervalSince1970: 1_770_000_000)
    let last = LastApply(run: "c210-4be7", began: now, ended: now, plan: plan, unfinished: hostile.text)
    let entries = ["Operation/remoteCfgParam", "Operation/localSetIpc", hostile.text].map { meta in
      DatedLogEntry(
        LogEntry(meta: meta, time: hostile.text, username: hostile.text, address: hostile.text),
        at: now.addingTimeInterval(60))
    }
    var drift = Drift(plan, on: snapshot, since: last).explained(by: DriftLog(.cutShort, entries: entries))
    for index in drift.unmanaged.indices { drift.unmanaged[index].isNew = true }
    result.drift = drift
    let report = DriftReport(results: [result, result], paths: [hostile.text], now: now.addingTimeInterval(120))
    Inertness.expect(DriftText(report: report, width: 80, palette: .plain).text)
    Inertness.expect(try PlanFile.text(of: DriftDocument(report)), width: nil)
  }

  @Test(arguments: HostileText.all.tried(sample: 14)) func `recorders without a plan, in text and JSON`(
    _ hostile: HostileText
  ) throws {
    let text = hostile.text
    let status = ResponseStatus(statusCode: 4, statusString: text, subStatusCode: text, detail: text)
    let address = DeviceAddress(.https, "10.20.30.10")
    let problems = [
      Problem(text, facts: [text, text], advice: [text], status: .failed),
      Problem(DeviceRefusal(.refused, .get("/ISAPI/System/time"), httpStatus: 403, status: status)),
      Problem(TransportError(.untrustedCertificate, address: address, endpoint: "/a", detail: text)),
      Problem(IdentityMismatch(address: address, fact: "serial", declared: "1", found: text)),
    ]
    var result = try PlannedSample.result()
    for problem in problems {
      Inertness.expect(problem.text(width: 80))
      result.outcome = .failure(problem)
      Inertness.expect(PlannedSample.text([result, result]))
      Inertness.expect(try PlanDocument([result]).json(), width: nil)
    }
  }

  @Test(arguments: HostileText.all.tried(sample: 14)) func `progress on a terminal and in a log`(_ hostile: HostileText)
    throws
  {
    let plan = try #require(try PlannedSample.result(on: try snapshot(hostile)).plan)
    let step = try #require(plan.steps.first)
    let text = hostile.text
    let now = Date(timeIntervalSince1970: 1_770_000_000)
    let waiting = Waiting(
      purpose: text, seconds: 40, sightings: [Waiting.Sighting(place: text, state: text, age: 1)],
      deadline: Waiting.Deadline(consequence: text, seconds: 9))
    let events: [ApplyEvent] = [
      .began(RunID("c210-4be7"), plan: plan), .stepBegan(step), .sending(step, write: text),
      .waiting(step, waiting), .stepDone(step, facts: [text, text], seconds: 1), .stepBegan(step),
      .stepFailed(step, StepFailure(.failed, text, wayOut: text), seconds: 1), .stepBegan(step),
      .waiting(step, waiting),
    ]
    for target in ["riverside/nvr-1", text] {
      for count in [1, 3] {
        var board = ProgressBoard(count: count, width: 80)
        for event in events {
          let lines = board.take(event, of: target, at: now) + board.area(at: now)
          for line in lines { #expect(!line.contains("\n")) }
          Inertness.expect(lines.joined(separator: "\n"))
        }
      }
      var log = ProgressLog()
      for (second, event) in events.enumerated() {
        let lines = log.take(event, of: target, at: now + 40 * Double(second))
        for line in lines { #expect(!line.contains("\n")) }
        Inertness.expect(lines.joined(separator: "\n"), width: nil)
      }
    }
  }

  @Test(arguments: HostileText.all.tried(sample: 14)) func `questions, and what a no is answered with`(
    _ hostile: HostileText
  ) throws {
    for goal in [PlanRequest.Goal.inPlace, .reset(.full)] {
      var plan = try #require(try PlannedSample.result(goal).plan)
      plan.target.name = hostile.text
      let errors = CapturedOutput(isTerminal: true, columns: 80)
      let console = Console(
        output: CapturedOutput(), errorOutput: errors, input: ScriptedInput(["no"], isTerminal: true), environment: [:])
      let consent = ApplyConsent(resetSerials: [], allowances: Allowances(), isYes: false, console: console)
      let missing = #expect(throws: ConsentMissing.self) { try consent.allowances(for: [plan]) }
      Inertness.expect(errors.text, width: nil)
      #expect(!errors.text.contains("\n\(HostileText.forged)"))
      Inertness.expect(missing?.problem.text(width: 80) ?? "")
    }
  }

  @Test(arguments: HostileText.all) func `log lines`(_ hostile: HostileText) {
    let errors = CapturedOutput()
    let console = Console(
      output: CapturedOutput(), errorOutput: errors, input: ScriptedInput(), environment: [:])
    let logger = Logger(label: "test") { _ in ConsoleLog(console: console) }
    logger.debug("\(hostile.text)", metadata: ["answer": "\(hostile.text)"])
    Inertness.expect(errors.text, width: nil)
    #expect(errors.text.split(separator: "\n").count == 1)
  }

  @Test(arguments: HostileText.all) func `the console lets nothing through that somebody forgot`(_ hostile: HostileText)
  {
    for colour in [ColourChoice.never, .always] {
      let output = CapturedOutput()
      var console = Console(
        output: output, errorOutput: output, input: ScriptedInput(), environment: [:])
      console.colour = colour
      let palette = console.colours ? Palette.ansi : .plain
      let text = String(
        String.UnicodeScalarView(hostile.text.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }))
      console.result(palette.painted("mark", .red) + " \(text)\n")
      console.progress(palette.painted("mark", .red) + " \(text)\n")
      let own = (Ink.allCases.map(\.sequence) + [Ink.end]).map { Array($0.utf8) }
      let rest = String(decoding: own.reduce(Array(output.text.utf8)) { $0.replacing($1, with: []) }, as: UTF8.self)
      Inertness.expect(rest, width: nil)
      #expect(output.text.contains("\u{1B}[31mmark\u{1B}[0m") == (colour == .always))
    }
  }
}
