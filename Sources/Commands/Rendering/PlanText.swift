import Diagnostics
import FoundationEssentials
import ISAPI
import Planner
import Settings

/// One plan for people, in the manner of product.md B3 and B4, without the lines about the run as a whole.
struct PlanText {
  var plan: Plan
  var width = 80
  var palette = Palette.plain

  /// The lines from the header to the summary.
  var lines: [String] {
    var blocks = [header]
    if plan.mode.isReset { blocks.append(ResetText(plan: plan, width: width, palette: palette).lines) }
    if plan.mode == .inPlace {
      blocks.append(changes(heading: nil))
    } else {
      blocks.append(openGates + StepList(plan: plan, width: width).lines)
      blocks.append(changes(heading: "  written where the recorder differs by then"))
    }
    blocks.append(impossible)
    blocks.append(remarks)
    blocks.append(counts)
    blocks.append(footing)
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private var header: [String] {
    let target = plan.target
    let serial = target.found?.serial ?? target.identity.serial
    let model = target.found?.model ?? target.identity.model
    let pieces = [
      model, serial.map { "serial " + ShortSerial.text($0) }, target.found?.firmware,
      plan.mode == .provision ? "inactive" : nil, plan.gate("identity").map(Self.identityWords),
    ]
    return FittedText.flow(
      [target.name].map(InertText.of) + pieces.compactMap { $0.map(InertText.of) }, head: "", width: width)
  }

  private static func identityWords(_ gate: Gate) -> String {
    gate.state == .met
      ? (gate.evidence.hasPrefix("inactive") ? "identity not told yet" : "identity ok") : "identity NOT PROVED"
  }

  /// Gates of plans without a reset stand here; the identity, which the header tells, only where it does not hold.
  private var openGates: [String] {
    plan.mode.isReset
      ? []
      : plan.gates.filter { $0.name != "identity" || $0.state != .met }.flatMap {
        GateRow(gate: $0).row.lines(width: width, palette: palette)
      }
  }

  private func changes(heading: String?) -> [String] {
    let steps = plan.steps.filter { $0.act.change != nil }
    var lines = heading.map { steps.isEmpty ? [] : [$0] } ?? openGates
    for section in Section.allCases {
      let rows = steps.flatMap { step -> [PlanRow] in
        guard let change = step.act.change, SettingCatalog.setting(change.setting)?.section == section else {
          return []
        }
        return ChangeRows(step: step, change: change, showsBefore: plan.mode == .inPlace).rows
      }
      if rows.isEmpty { continue }
      lines.append("  " + section.rawValue)
      lines += rows.flatMap { $0.lines(width: width, palette: palette) }
    }
    return lines
  }

  private var impossible: [String] {
    if plan.impossible.isEmpty { return [] }
    return ["  cannot be had on this recorder"]
      + plan.impossible.flatMap { entry in
        let field = entry.item.fields.first { field in
          entry.paths.contains { LiveFields.name(field.path, item: entry.item.item) == $0 }
        }
        return PlanRow(
          mark: .attention, name: entry.paths.joined(separator: ", "), text: InertText.of(entry.reason),
          source: SourceColumn.text(field?.range, layer: field?.layer ?? "")
        ).lines(width: width, palette: palette)
      }
  }

  private var remarks: [String] {
    plan.remarks.flatMap { RemarkRow(remark: $0).row.lines(width: width, palette: palette) }
  }

  private var counts: [String] {
    let summary = plan.summary
    var pieces: [String] = []
    if plan.mode == .inPlace { pieces.append("\(summary.same) same") }
    if !plan.unmanaged.isEmpty, !plan.mode.isReset {
      pieces.append("\(summary.leftAlone) left alone: " + plan.unmanaged.map(\.path).joined(separator: ", "))
    }
    if summary.notApplicable > 0 { pieces.append("\(summary.notApplicable) not applicable, as good as off") }
    return pieces.flatMap { FittedText.hanging(InertText.of($0), head: "  ", width: width) }
      + plan.notApplicable.flatMap { entry in
        FittedText.hanging(
          InertText.of("\(entry.paths.joined(separator: ", ")): \(ShortenedText.of(entry.reason))"), head: "    ",
          width: width)
      }
  }

  private var footing: [String] {
    if plan.steps.isEmpty { return [] }
    return FittedText.flow(CostWords.pieces(plan), head: "  cost    ", width: width)
      + FittedText.hanging(UndoWords.text(plan), head: "  undo    ", width: width)
  }
}

extension Plan {
  /// The gate of a name.
  func gate(_ name: String) -> Gate? { gates.first { $0.name == name } }
}

/// A remark as a row: worth attention where it is more than is allowed.
struct RemarkRow {
  var remark: Plan.Remark

  var row: PlanRow {
    PlanRow(
      mark: remark.isWarning ? .attention : .unknown, name: remark.path,
      text: InertText.of(ShortenedText.of(remark.text)))
  }
}
