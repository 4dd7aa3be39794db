import Diagnostics
import FoundationEssentials
import ISAPI
import Planner
import Settings

/// What planning came to, for people: every recorder, one total, and the next command to type (product.md B2 to B4).
struct PlanReportText {
  var results: [PlanningResult]
  /// What was planned, as typed.
  var paths: [String]
  /// Where the plan was written, nil where nowhere.
  var planFile: String?
  /// What stands behind the text: nothing, or the outcome of applying what it shows.
  var ending = Ending.command
  var width = 80
  var palette = Palette.plain

  /// The column at which right-hand figures end.
  private static let edge = 75

  /// How the text ends.
  enum Ending: Sendable {
    /// With the exit status and the next command to type.
    case command
    /// With the plans, because they are applied now.
    case plans
  }

  /// What the run ends with.
  var exitStatus: ExitStatus { .worst(of: results.map(\.status)) }

  /// The whole text, with a newline at its end.
  var text: String {
    let columns = min(width, 80)
    var lines: [String] = []
    for (index, result) in results.enumerated() {
      let block = block(of: result, columns)
      let isLine = result.isUnchanged
      if index > 0, !isLine || !results[index - 1].isUnchanged { lines.append("") }
      lines += block
    }
    lines += [""] + closing(columns)
    return lines.joined(separator: "\n") + "\n"
  }

  private func block(of result: PlanningResult, _ columns: Int) -> [String] {
    switch result.outcome {
    case .failure(let problem):
      let head = FittedText.withEdge(
        InertText.of(result.declaration.fullName), Figure.seconds(result.seconds), edge: Self.edge - 2,
        width: columns - 2)
      return ["\(palette.mark(.attention)) \(head[0])"] + head.dropFirst().map { "  " + $0 }
        + problem.lines(indent: "    ", width: columns)
    case .success(let plan) where result.isUnchanged:
      return unchanged(plan, result, columns) + disks(of: result, columns)
    case .success(let plan):
      var lines = PlanText(plan: plan, width: columns, palette: palette).lines
      let disks = disks(of: result, columns)
      if !disks.isEmpty { lines += [""] + disks }
      lines.append("")
      lines += verdict(on: plan, columns)
      return lines
    }
  }

  /// Disks that are not right, to which no plan is bound.
  private func disks(of result: PlanningResult, _ columns: Int) -> [String] {
    (result.storage?.troubles ?? []).flatMap {
      FittedText.hanging(InertText.of($0), head: "  \(palette.mark(.attention)) ", width: columns)
    }
  }

  private func unchanged(_ plan: Plan, _ result: PlanningResult, _ columns: Int) -> [String] {
    let unchanged = results.filter(\.isUnchanged).compactMap(\.plan)
    func width(_ text: (Plan) -> String) -> Int { min(30, unchanged.map { DisplayWidth.of(text($0)) }.max() ?? 0) }
    func name(_ plan: Plan) -> String { InertText.of(plan.target.name) }
    func model(_ plan: Plan) -> String { InertText.of(plan.target.found?.model ?? "") }
    let left = plan.unmanaged.isEmpty ? "" : ", \(plan.unmanaged.count) left alone"
    let pieces = [
      FittedText.padded(name(plan), to: width(name)), FittedText.padded(model(plan), to: width(model)),
      ShortSerial.text(InertText.of(plan.target.found?.serial ?? "")), "\(plan.sameCount) same\(left)",
    ]
    let lines = FittedText.withEdge(
      "= " + pieces.joined(separator: "  "), Figure.seconds(result.seconds), edge: Self.edge, width: columns)
    return [palette.mark(.same) + lines[0].dropFirst()] + lines.dropFirst()
      + plan.warnings.flatMap { RemarkRow(remark: $0).row.lines(width: columns, palette: palette) }
  }

  /// `Plan 7f3c-91aa: 1 to add, …`, how long it holds, and what stands against it.
  private func verdict(on plan: Plan, _ columns: Int) -> [String] {
    let exit = results.count == 1 && ending == .command ? "exit \(exitStatus.rawValue)" : ""
    let head = FittedText.withEdge(
      "Plan \(plan.id): \(Self.counts(of: plan)).", exit, edge: Self.edge, width: columns)
    let serial = ShortSerial.text(InertText.of(plan.target.found?.serial ?? plan.target.identity.serial ?? ""))
    let validity =
      "Valid until \(Self.time(plan.notAfter)) UTC, for \(serial) as seen at \(Self.time(plan.createdAt)), once."
    return head + FittedText.lines(validity, width: columns)
      + Self.obstacles(of: plan).flatMap { FittedText.lines($0, width: columns) }
  }

  private static func counts(of plan: Plan) -> String {
    let summary = plan.summary
    let written = "then \(Count.of(summary.write, "setting")) to write"
    switch plan.mode {
    case .inPlace:
      return "\(summary.add) to add, \(summary.change) to change, \(summary.rotate) to rotate, "
        + "\(summary.destroy) to destroy"
    case .provision: return "1 activation, \(written)"
    case .resetFull, .resetBasic: return "\(summary.reset) RESET, \(written)"
    }
  }

  private static func obstacles(of plan: Plan) -> [String] {
    let unmet = plan.gates.filter { $0.state == .unmet }.map(\.name)
    let liftable = plan.gates.filter { $0.state == .unmet }.compactMap(\.allowance)
    let awaited = plan.gates.filter { $0.state == .needsAcceptance }.map(\.name)
    let impossible = plan.summary.impossible
    return [
      unmet.isEmpty ? nil : "Blocked by \(Count.of(unmet.count, "gate")): \(unmet.joined(separator: ", ")).",
      liftable.isEmpty ? nil : "Can be lifted by name:  --allow " + liftable.joined(separator: " --allow "),
      awaited.isEmpty ? nil : "Waits for a yes: \(awaited.joined(separator: ", ")).",
      impossible == 0 ? nil : "\(Count.of(impossible, "value")) cannot be had: change the manifest.",
    ].compactMap(\.self)
  }

  private static func time(_ date: Date) -> String {
    String(date.formatted(Date.ISO8601FormatStyle().time(includingFractionalSeconds: false)).prefix(5))
  }

  private func closing(_ columns: Int) -> [String] {
    let isOnePlan = results.count == 1 && results[0].plan != nil && !results[0].isUnchanged
    let next = ending == .command ? PlanNext(results: results, paths: paths, planFile: planFile).command : nil
    let lines = next.map { FittedText.hanging($0, head: "Next:  ", width: columns) } ?? []
    return (isOnePlan ? [] : total(columns)) + lines
  }

  private func total(_ columns: Int) -> [String] {
    let plans = results.compactMap(\.plan)
    let changing = plans.count { $0.hasChanges || !$0.impossible.isEmpty }
    let failed = results.count - plans.count
    let states = [
      changing == 0 ? nil : "\(changing) to change", failed == 0 ? nil : "\(failed) without a plan",
    ].compactMap(\.self)
    let sum = results.map(\.traffic).reduce(Traffic(), +)
    let traffic = [Count.of(sum.reads, "read"), Count.of(sum.writes, "write"), Count.of(sum.logins, "login")]
      .joined(separator: ", ")
    let verdict = states.isEmpty ? "Nothing to do." : states.joined(separator: ", ") + "."
    return FittedText.withEdge(
      "\(verdict)  \(Count.of(results.count, "recorder")), \(traffic).",
      ending == .command ? "exit \(exitStatus.rawValue)" : "",
      edge: Self.edge, width: columns)
  }
}

extension PlanningResult {
  /// Whether one line says it all.
  var isUnchanged: Bool { plan.map { !$0.hasChanges && $0.impossible.isEmpty } ?? false }
}
