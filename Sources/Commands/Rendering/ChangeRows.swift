import Diagnostics
import Planner
import Settings

/// The rows of one step of a plan: one for each field that changes, one for each item that comes or goes.
struct ChangeRows {
  var step: PlanStep
  var change: SettingChange
  /// False behind a reset, where nobody knows what will be there.
  var showsBefore: Bool

  private var section: Section { SettingCatalog.setting(change.setting)?.section ?? .device }

  /// The rows in the order of the fields.
  var rows: [PlanRow] {
    switch change.action {
    case .add: [row(.add, itemName, fieldList)]
    case .remove:
      [row(.remove, itemName, change.fields.compactMap(\.before).map(InertText.of).joined(separator: ", "))]
    case .move: [row(.change, itemName, movement)]
    case .activate: [row(.secret, itemName, "first password of the camera: \(after(change.fields.first))")]
    case .rotate where change.setting == Cameras.key:
      [row(.secret, itemName, "password \(after(change.fields.first)): the camera refuses the one it is shown")]
    case .rotate: [row(.secret, itemName, "rotate: \(before(change.fields.first)) -> \(after(change.fields.first))")]
    case .change where !showsBefore && change.wanted.item != nil: [row(.change, itemName, fieldList)]
    case .change: change.fields.map(changedField)
    }
  }

  private func row(_ mark: PlanRow.Mark, _ name: String, _ text: String, at field: DesiredField? = nil) -> PlanRow {
    PlanRow(
      mark: mark, name: name, text: text,
      source: SourceColumn.text(field?.range ?? step.source, layer: field?.layer ?? step.layer))
  }

  private func changedField(_ field: FieldChange) -> PlanRow {
    let text = showsBefore ? "\(before(field)) -> \(after(field))" : after(field)
    let wanted = change.wanted[field.path]
    guard change.wanted.item != nil else { return row(.change, shortPath(field.path), text, at: wanted) }
    return row(.change, itemName, "\(shortPath(field.path)) \(text)", at: wanted)
  }

  /// Such as `moved from channel 4 to channel 2`.
  private var movement: String {
    let from = InertText.of(change.movedFrom ?? "")
    return "moved from channel \(from) to channel \(InertText.of(change.wanted.item ?? ""))"
  }

  /// Such as `4 "gate"`, or the name of the account.
  private var itemName: String {
    guard let item = change.wanted.item else {
      return change.wanted["admin.username"].map { InertText.of($0.value.text) } ?? change.setting
    }
    guard let name = change.wanted.fields.first(where: { $0.path.hasSuffix("[].name") }) else {
      return InertText.of(item)
    }
    return "\(InertText.of(item)) \"\(InertText.of(ShortenedText.of(name.value.text)))\""
  }

  /// The wanted fields of an item in one line, without the name that stands before them.
  private var fieldList: String {
    change.fields.filter { !$0.path.hasSuffix("[].name") }
      .map { "\(shortPath($0.path)) \(after($0))" }.joined(separator: ", ")
  }

  private func before(_ field: FieldChange?) -> String { field.flatMap { shown($0.before, $0) } ?? "(none)" }

  private func after(_ field: FieldChange?) -> String { field.flatMap { shown($0.after, $0) } ?? "(none)" }

  private func shown(_ value: String?, _ field: FieldChange) -> String? {
    value.map { FieldWords.value($0, at: field.path, of: change.setting) }
  }

  /// The path without what its heading says already: `upnp` for `services.upnp.enabled`.
  private func shortPath(_ path: String) -> String {
    let afterItem = path.split(separator: "[].", maxSplits: 1).last.map(String.init) ?? path
    // A key of the heading's own name adds nothing: `services` under services, `record` under recording.
    let parts = afterItem.split(separator: ".", maxSplits: 1)
    let short = parts.count == 2 && section.rawValue.hasPrefix(parts[0]) ? String(parts[1]) : afterItem
    return FieldWords.path(short)
  }
}

/// Serials in text are shown by their end: enough to tell recorders apart, too little to copy by accident.
enum ShortSerial {
  /// `..4821`; the tail that only some firmware adds does not count.
  static func text(_ serial: String) -> String {
    let body = serial.hasSuffix("WCVU") ? String(serial.dropLast(4)) : serial
    return ".." + body.suffix(4)
  }
}
