import Diagnostics
import ISAPI
import Planner
import Settings

/// What a reset takes away and what must hold before it (product.md B4).
struct ResetText {
  var plan: Plan
  var width: Int
  var palette: Palette

  /// The reset itself, then the gates.
  var lines: [String] { reset + [""] + gates }

  private var scope: String { plan.mode == .resetBasic ? "basic" : "full" }

  private var reset: [String] {
    let step = plan.steps.first { $0.act == .reset }
    let source = SourceColumn.text(step?.source, layer: step?.layer ?? "")
    let title = FittedText.padded("FACTORY RESET, \(scope)", to: width - PlanRow.sourceWidth - 4)
    return ["  " + palette.mark(.destroy) + " " + title + palette.dim(source)]
      + FittedText.hanging("asked for with  plan --reset \(scope)", head: "    why    ", width: width)
      + FittedText.hanging("(the manifest allows it:  reset: onRequest)", head: "           ", width: width)
      + losses.enumerated().flatMap { index, loss in
        FittedText.hanging(loss, head: index == 0 ? "    loses  " : "           ", width: width)
      }
      + FittedText.hanging(keeps, head: "    keeps  ", width: width)
  }

  private var losses: [String] {
    let footage = plan.gate("footage").map { "footage: \($0.evidence) (treat as lost)" }
    let items = plan.unmanaged.map { InertText.of($0.path) }.joined(separator: ", ")
    let count = Count.of(plan.unmanaged.count, "item")
    return [
      footage, items.isEmpty ? nil : "\(count) not in the manifest, kept in the backup: \(items)",
      "all that is not declared; the backup keeps it",
    ].compactMap(\.self)
  }

  private var keeps: String {
    let firmware = plan.target.found.map { "firmware \(InertText.of($0.firmware)), " } ?? ""
    return firmware + "serial, MAC" + (plan.mode == .resetBasic ? ", network, users" : "")
  }

  private var gates: [String] {
    ["  gates                                              now"]
      + plan.gates.flatMap { GateRow(gate: $0).lines(width: width, palette: palette) }
  }
}

/// One gate: how it stands, what it asks for, what was found.
struct GateRow {
  var gate: Gate

  /// In three columns, as in the list of gates.
  func lines(width: Int, palette: Palette) -> [String] {
    let evidence = gate.state == .needsAcceptance ? "MISSING" : self.evidence
    let conditions = FittedText.lines(gate.condition, width: 31)
    let found = FittedText.lines(evidence, width: width - 53)
    return (0..<max(conditions.count, found.count)).map { index in
      let head =
        index == 0
        ? "  \(palette.mark(mark))  " + FittedText.padded(gate.name, to: 16) : String(repeating: " ", count: 21)
      let condition = index < conditions.count ? conditions[index] : ""
      let line = head + FittedText.padded(condition, to: 32) + (index < found.count ? found[index] : "")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// In two columns, where it stands among changes.
  var row: PlanRow { PlanRow(mark: mark, name: gate.name, text: evidence) }

  /// What was found, and what was typed to go on all the same.
  private var evidence: String { InertText.of(gate.evidence) + (gate.lift.map { "; allowed: \($0)" } ?? "") }

  private var mark: PlanRow.Mark { gate.state == .met ? .met : .attention }
}

/// The steps of a plan in a few lines: `6-7 time`, `8-11 cameras`.
struct StepList {
  var plan: Plan
  var width: Int

  var lines: [String] {
    FittedText.flow(groups.map(\.text), head: "  steps (\(plan.steps.count))   ", width: width)
  }

  private struct Group {
    var name: String
    var first: Int
    var last: Int

    var text: String { first == last ? "\(first) \(name)" : "\(first)-\(last) \(name)" }
  }

  private var groups: [Group] {
    plan.steps.reduce(into: []) { groups, step in
      let name = Self.name(of: step)
      if case .setting = step.act, let last = groups.last, last.name == name {
        groups[groups.count - 1].last = step.number
      } else {
        groups.append(Group(name: name, first: step.number, last: step.number))
      }
    }
  }

  private static func name(of step: PlanStep) -> String {
    switch step.act {
    case .reset: "RESET"
    case .address: "address"
    case .setting(let change): SettingCatalog.setting(change.setting)?.section.rawValue ?? change.setting
    case .restart: "restart if asked for"
    case .verify where step.expectedSeconds >= 60: "verify \(step.expectedSeconds / 60) min"
    case .backup, .proveReset, .activate, .rotatePassword, .verify: step.name
    }
  }
}
