import Diagnostics
import FoundationEssentials
import ISAPI
import Planner
import Settings

/// What drifted, for people: every recorder, the counts, and the next commands to type (product.md B7).
///
/// Names and log entries were said by devices, so all of them are drawn inert.
struct DriftText {
  var report: DriftReport
  var width: Int
  var palette: Palette

  /// The column at which right-hand figures end.
  private static let edge = 75

  private var columns: Int { min(width, 80) }

  /// The whole text, with a newline at its end.
  var text: String {
    var lines: [String] = []
    let results = report.results
    for (index, result) in results.enumerated() {
      if index > 0, !result.isSteady || !results[index - 1].isSteady { lines.append("") }
      lines += block(of: result)
    }
    let isOneBlock = results.count == 1 && results[0].drift != nil && !results[0].isSteady
    lines += (isOneBlock ? [] : [""] + total) + DriftNext(report: report).lines(width: columns)
    return lines.joined(separator: "\n") + "\n"
  }

  private func block(of result: PlanningResult) -> [String] {
    switch result.outcome {
    case .failure(let problem):
      let name = InertText.of(result.declaration.fullName)
      return line(.attention, name, result) + problem.lines(indent: "    ", width: columns)
    case .success(let plan):
      guard let drift = result.drift else { return [] }
      return result.isSteady ? steady(plan, drift, result) : drifted(plan, drift)
    }
  }

  private func line(_ mark: PlanRow.Mark, _ text: String, _ result: PlanningResult) -> [String] {
    let lines = FittedText.withEdge(
      text, Figure.seconds(result.seconds), edge: Self.edge - 2, width: columns - 2)
    return ["\(palette.mark(mark)) \(lines[0])"] + lines.dropFirst().map { "  " + $0 }
  }

  private func steady(_ plan: Plan, _ drift: Drift, _ result: PlanningResult) -> [String] {
    let steady = report.results.filter(\.isSteady).compactMap { $0.plan?.target.name }
    let column = min(30, steady.map { DisplayWidth.of(InertText.of($0)) }.max() ?? 0)
    let left = drift.unmanaged.isEmpty ? "" : ", \(drift.unmanaged.count) left alone"
    let since = drift.last == nil ? ", never applied from here" : ""
    let pieces = [
      FittedText.padded(InertText.of(plan.target.name), to: column), Self.serial(of: plan),
      "\(drift.sameCount) same\(left)\(since)",
    ]
    return line(.same, pieces.joined(separator: "  "), result)
      + plan.warnings.flatMap { RemarkRow(remark: $0).row.lines(width: columns, palette: palette) }
  }

  private func drifted(_ plan: Plan, _ drift: Drift) -> [String] {
    let since = drift.last.map { last in
      "last applied \(Age.words(report.now.timeIntervalSince(last.ended))) ago by run \(last.run)"
    }
    let head = FittedText.flow(
      [InertText.of(plan.target.name), Self.serial(of: plan), since ?? "never applied from here"], head: "",
      width: columns)
    let rows =
      drift.fields.map { DriftRow($0, of: drift, at: report.now) }
      + drift.unmanaged.map { DriftRow($0, of: drift, at: report.now) }
    let table =
      rows.isEmpty
      ? [] : [palette.dim(DriftRow.heading)] + rows.flatMap { $0.lines(width: columns, palette: palette) } + [""]
    let exit = report.results.count == 1 ? "exit \(report.status.rawValue)" : ""
    return head + [""] + table + notes(on: plan, drift)
      + FittedText.withEdge(drift.counts, exit, edge: Self.edge, width: columns)
  }

  /// What stands beside the values: a recorder that was reset, what cannot be had, and how far the log is to be believed.
  private func notes(on plan: Plan, _ drift: Drift) -> [String] {
    let inactive =
      drift.isInactive
      ? ["it has no administrator: it was reset, or is another one; the plan begins with its activation"] : []
    let impossible = plan.impossible.map { entry in
      "\(entry.paths.joined(separator: ", ")) cannot be had: \(entry.reason)"
    }
    let unfinished = drift.last?.unfinished.map { "run \($0) wrote to it after that and did not converge" }
    let warnings = plan.warnings.map { "\($0.path): \($0.text)" }
    let notes = inactive + impossible + warnings + [unfinished, drift.log.reach.caveat].compactMap(\.self)
    if notes.isEmpty { return [] }
    return notes.flatMap { note -> [String] in
      let lines = FittedText.hanging(InertText.of(note), head: "  ! ", width: columns)
      return ["  \(palette.mark(.attention))" + lines[0].dropFirst(3)] + lines.dropFirst()
    } + [""]
  }

  private var total: [String] {
    let results = report.results
    let drifted = results.count { $0.driftStatus == .changesPending }
    let refused = results.count { $0.drift != nil && $0.driftStatus == .refused }
    let failed = results.count { $0.drift == nil }
    let states = [
      drifted == 0 ? nil : "\(drifted) not as declared", refused == 0 ? nil : "\(refused) cannot be as declared",
      failed == 0 ? nil : "\(failed) not compared",
    ].compactMap(\.self)
    let sum = results.map(\.traffic).reduce(Traffic(), +)
    let traffic = [Count.of(sum.reads, "read"), Count.of(sum.writes, "write"), Count.of(sum.logins, "login")]
    let verdict = states.isEmpty ? "No drift." : states.joined(separator: ", ") + "."
    return FittedText.withEdge(
      "\(verdict)  \(Count.of(results.count, "recorder")), \(traffic.joined(separator: ", ")).",
      "exit \(report.status.rawValue)", edge: Self.edge, width: columns)
  }

  private static func serial(of plan: Plan) -> String {
    ShortSerial.text(InertText.of(plan.target.found?.serial ?? plan.target.identity.serial ?? ""))
  }
}
