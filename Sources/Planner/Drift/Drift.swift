package import ISAPI
import Settings

/// How one recorder stands between what is declared, what the last apply left, and what it is now.
package struct Drift: Sendable, Hashable {
  /// What the comparison stands on; nil where nothing was applied from here.
  package var last: LastApply?
  package var fields: [DriftedField]
  /// Items that no manifest names and that stay.
  package var unmanaged: [UnmanagedItem]
  /// How many declared fields are as declared.
  package var sameCount: Int
  /// Whether the recorder has no administrator any more, and tells nothing.
  package var isInactive: Bool
  package var log = DriftLog(.notAsked)

  /// Compares a recorder with its plan and its last apply; `snapshot` is nil for one that was found inactive.
  package init(_ plan: Plan, on snapshot: DeviceSnapshot?, since last: LastApply?) {
    self.last = last
    sameCount = plan.sameCount
    isInactive = snapshot == nil
    unmanaged = plan.unmanaged.map { UnmanagedItem($0, since: last) }
    fields = []
    guard let snapshot else { return }
    let untouched = last.map { LiveFields.asWanted(by: $0.plan.settings, on: snapshot) } ?? []
    let changes = plan.steps.compactMap { step in step.act.change.map { (step, $0) } }
    let rows = changes.flatMap { step, change in
      DriftRows(step: step, change: change, last: last, untouched: untouched).rows
    }
    let missing = rows.filter { $0.kind == .missing }.map { $0.path + "." }
    // What belongs to a missing item comes back with it.
    fields = rows.filter { row in !missing.contains { row.path.hasPrefix($0) } }
    for index in fields.indices { fields[index].cause = fields[index].origin.cause(last) }
  }

  /// Whether the recorder's log may tell of what happened.
  package var asksForCause: Bool {
    last != nil && (fields.contains { $0.origin.isOfDevice } || unmanaged.contains { $0.isNew == true })
  }

  /// The same with everything explained that the recorder's log tells of.
  package func explained(by log: DriftLog) -> Drift {
    var drift = self
    drift.log = log
    for index in fields.indices where fields[index].origin.isOfDevice {
      let field = fields[index]
      let act: LogSubject.Act = field.kind == .missing ? .going : field.kind == .surplus ? .coming : .changing
      if let cause = log.cause(of: LogSubject(setting: field.setting, act)) { drift.fields[index].cause = cause }
    }
    for index in unmanaged.indices where unmanaged[index].isNew == true {
      let subject = LogSubject(setting: unmanaged[index].setting, .coming)
      if let cause = log.cause(of: subject) { drift.unmanaged[index].cause = cause }
    }
    return drift
  }
}

extension DriftedField.Origin {
  /// What is known without the log.
  fileprivate func cause(_ last: LastApply?) -> DriftCause {
    switch self {
    case .neverApplied: DriftCause(.neverApplied)
    case .manifest: DriftCause(.manifestChanged)
    case .device, .both: DriftCause(last?.unfinished == nil ? .unexplained : .unfinishedRun)
    }
  }
}

extension UnmanagedItem {
  fileprivate init(_ item: Plan.Unmanaged, since last: LastApply?) {
    path = item.path
    summary = item.summary
    let setting = SettingCatalog.all.first { setting in
      setting.collectionKey.map { item.path.hasPrefix($0 + "[") || item.path.hasPrefix($0 + ".") } ?? false
    }
    self.setting = setting?.key ?? ""
    isNew = last?.isNewer(item.path, in: self.setting)
  }
}

/// The rows of drift behind one step of a plan.
private struct DriftRows {
  var step: PlanStep
  var change: SettingChange
  var last: LastApply?
  /// The names of the fields that are as the last apply wanted them.
  var untouched: Set<String>

  private var item: String? { change.wanted.item }
  private var itemPath: String { SettingCatalog.setting(change.setting)?.path(of: item) ?? change.setting }

  var rows: [DriftedField] {
    switch change.action {
    case .change: change.fields.map(changed)
    case .rotate, .activate:
      change.fields.map { row(LiveFields.name($0.path, item: item), of: $0, .secret, origin(of: $0)) }
    case .move:
      [
        whole(
          .differs, declared: item.map { "on channel \($0)" }, live: change.movedFrom.map { "on channel \($0)" },
          isKnown ? .device : .neverApplied)
      ]
    case .add:
      [whole(.missing, declared: Self.summary(of: change), live: nil, isKnown ? .device : .neverApplied)]
    case .remove:
      [
        whole(
          .surplus, declared: nil, live: change.fields.first?.before ?? item,
          isKnown ? .manifest : last == nil ? .neverApplied : .device)
      ]
    }
  }

  private var isKnown: Bool {
    guard let last else { return false }
    return last.declares(item, in: change.setting) || last.plan.unmanaged.contains { $0.path == itemPath }
  }

  private func changed(_ field: FieldChange) -> DriftedField {
    row(LiveFields.name(field.path, item: item), of: field, .differs, origin(of: field))
  }

  private func origin(of field: FieldChange) -> DriftedField.Origin {
    guard let applied = last?.value(of: field.path, item: item, in: change.setting) else { return .neverApplied }
    if applied == field.after { return .device }
    return untouched.contains(LiveFields.name(field.path, item: item)) ? .manifest : .both
  }

  private func row(
    _ path: String, of field: FieldChange, _ kind: DriftedField.Kind, _ origin: DriftedField.Origin
  ) -> DriftedField {
    let wanted = change.wanted[field.path]
    return DriftedField(
      path: path, field: field.path, setting: change.setting, kind: kind, declared: field.after, live: field.before,
      applied: last?.value(of: field.path, item: item, in: change.setting), origin: origin,
      source: wanted?.range ?? step.source, layer: wanted?.layer ?? step.layer)
  }

  private func whole(
    _ kind: DriftedField.Kind, declared: String?, live: String?, _ origin: DriftedField.Origin
  ) -> DriftedField {
    DriftedField(
      path: itemPath, field: nil, setting: change.setting, kind: kind, declared: declared, live: live, applied: nil,
      origin: origin, source: step.source, layer: step.layer)
  }

  /// The name of an item, or the first thing that is declared of it.
  private static func summary(of change: SettingChange) -> String {
    let fields = change.wanted.fields
    let telling = fields.first { $0.path.hasSuffix("[].name") } ?? fields.first { $0.path.hasSuffix("[].role") }
    return telling?.value.text ?? "declared"
  }
}
