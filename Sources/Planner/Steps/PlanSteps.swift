import ISAPI
import Settings

/// The steps of one plan, in the order in which they are carried out.
struct PlanSteps {
  var request: PlanRequest
  var mode: Plan.Mode
  /// What differs now; nil when the recorder was found inactive.
  var compared: ComparedSettings?

  private var declaration: RecorderDeclaration { request.declaration }

  /// All steps; none when nothing differs.
  var all: [PlanStep] {
    switch mode {
    case .inPlace: inPlace
    case .provision: provisioning(from: StepSequence(), because: .foundInactive)
    case .resetFull: provisioning(from: reset(.full), because: .afterReset)
    case .resetBasic: behindBasicReset
    }
  }

  private var inPlace: [PlanStep] {
    var sequence = StepSequence()
    // The password is replaced late (`Stage.ownAccount`): until then the one that was proved at login goes on working,
    // and a step that fails before leaves the account as it was.
    for entry in compared?.changes ?? [] { append(entry, because: entry.change.reason, to: &sequence) }
    return closed(sequence)
  }

  private var behindBasicReset: [PlanStep] {
    var sequence = reset(.basic)
    let removals = compared?.changes.filter { $0.change.action == .remove } ?? []
    for entry in (declared + removals + rotations).sortedByStage {
      append(entry, because: entry.change.reasonAfterReset, to: &sequence)
    }
    return closed(sequence)
  }

  private func reset(_ scope: ResetScope) -> StepSequence {
    var sequence = StepSequence()
    for step in [.backup, .reset(scope, of: declaration), .proveReset] as [PlanStep] {
      sequence.append(step, on: .chain)
    }
    return sequence
  }

  /// Activation, the address, then everything else: the recorder is at its final place before the long part begins.
  private func provisioning(from start: StepSequence, because reason: PlanStep.Reason) -> [PlanStep] {
    var sequence = start
    sequence.append(.activate(declaration, because: reason), on: .chain)
    // Only needed where the reset leaves the recorder active with the password it had (isapi.md 3.5).
    for entry in rotations { append(entry, because: .previousPassword, to: &sequence) }
    let entries = declared.sortedByStage
    for entry in entries where entry.setting.stage == .network { append(entry, because: .declared, to: &sequence) }
    for entry in entries where entry.setting.stage != .network { append(entry, because: .declared, to: &sequence) }
    return closed(sequence)
  }

  private func append(
    _ entry: ComparedSettings.Change, because reason: PlanStep.Reason, to sequence: inout StepSequence
  ) {
    let step = PlanStep.ensuring(entry, because: reason, in: request)
    if case .address = step.act {
      sequence.append(step, on: mode == .inPlace || mode == .resetBasic ? .everything : .chain)
    } else {
      sequence.append(step, on: .alone)
    }
  }

  private func closed(_ sequence: StepSequence) -> [PlanStep] {
    guard sequence.writes else { return [] }
    var sequence = sequence
    sequence.append(.restart, on: .everything)
    sequence.append(.verify(declaration.verification), on: .everything)
    return sequence.steps
  }

  private var rotations: [ComparedSettings.Change] {
    compared?.changes.filter { $0.setting.stage == .ownAccount && $0.change.action == .rotate } ?? []
  }

  /// Every declared document and item as a change from an unknown state: what it is by then is looked at by then.
  private var declared: [ComparedSettings.Change] {
    let lacking = Set(compared?.notApplicable.flatMap(\.paths) ?? [])
    return declaration.settings.flatMap { desired -> [ComparedSettings.Change] in
      guard let setting = SettingCatalog.setting(desired.setting), setting.stage != .ownAccount else { return [] }
      let owned = (setting as? any CollectionSetting.Type)?.ownsMembership == true
      return desired.items.compactMap { item in
        let fields = item.fields.filter { !lacking.contains($0.path) || item.item != nil }
        if fields.isEmpty, !owned { return nil }
        return ComparedSettings.Change(
          setting: setting,
          change: SettingChange(
            setting: setting.key, action: owned ? .add : .change, wanted: item,
            fields: fields.map { FieldChange(path: $0.path, before: nil, after: $0.value.text) }))
      }
    }
  }
}

extension [ComparedSettings.Change] {
  /// The least dangerous first, otherwise as they were.
  fileprivate var sortedByStage: Self {
    enumerated()
      .sorted { ($0.element.setting.stage, $0.offset) < ($1.element.setting.stage, $1.offset) }
      .map(\.element)
  }
}

extension SettingChange {
  fileprivate var reason: PlanStep.Reason {
    switch action {
    case .add: .missing
    case .change: .differs
    case .remove: .notDeclared
    case .rotate: setting == Cameras.key ? .passwordRefused : .previousPassword
    case .move: .elsewhere
    case .activate: .cameraInactive
    }
  }

  fileprivate var reasonAfterReset: PlanStep.Reason {
    switch action {
    case .add, .change: .declared
    case .remove, .rotate, .move, .activate: reason
    }
  }
}
