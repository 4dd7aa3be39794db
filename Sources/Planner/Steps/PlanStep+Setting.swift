import Diagnostics
import Host
import ISAPI
import Settings

extension PlanStep {
  /// A step that brings one document or item to its wanted state.
  static func ensuring(
    _ entry: ComparedSettings.Change, because reason: Reason, in request: PlanRequest
  ) -> PlanStep {
    let change = entry.change
    let act = entry.setting.act(for: change)
    let origin = change.fields.lazy.compactMap { change.wanted[$0.path] }.first ?? change.wanted.fields.first
    return PlanStep(
      number: 0, name: entry.setting.stepName(for: change), act: act,
      effect: change.action.effect, reason: reason,
      source: origin?.range ?? request.declaration.range, layer: origin?.layer ?? "",
      requests: entry.setting.writes(for: change, on: request.finding.snapshot),
      undo: act.undo(confirmWindow: request.declaration.confirmWindow), expectedSeconds: act.expectedSeconds)
  }
}

extension PlanStep.Act {
  /// How a change is undone.
  fileprivate func undo(confirmWindow: Int) -> String {
    switch self {
    case .address: "by itself: the old settings come back unless the new ones are proved within \(confirmWindow) s"
    case .rotatePassword: "set the previous password again"
    case .setting(let change):
      switch change.action {
      case .add: "remove it again"
      case .move: "declare it where it was, and apply"
      case .activate: "only a reset of the camera takes the password away"
      case .change: "write the earlier values back; they are in the plan"
      case .remove: "add it again by hand; its password is not known"
      case .rotate: "set the previous password again"
      }
    case .backup, .reset, .proveReset, .activate, .restart, .verify: ""
    }
  }

  /// About how long a change takes, its proof included.
  fileprivate var expectedSeconds: Int {
    switch self {
    case .address: 30
    case .rotatePassword: 5
    case .setting(let change): change.action.expectedSeconds
    case .backup, .reset, .proveReset, .activate, .restart, .verify: 0
    }
  }
}

extension SettingChange.Action {
  /// What a repetition of the write does.
  fileprivate var effect: PlanStep.Effect {
    switch self {
    case .add, .rotate, .activate: .once
    case .change, .move, .remove: .repeatable
    }
  }

  /// About how long the write takes with its proof; a camera takes a while to connect, or to be found (isapi.md 7.2).
  fileprivate var expectedSeconds: Int {
    switch self {
    case .add, .move, .rotate: 15
    case .activate: 20
    case .change, .remove: 3
    }
  }
}

extension Setting {
  /// What a step does for a change of this setting.
  static func act(for change: SettingChange) -> PlanStep.Act {
    if stage == .ownAccount, change.action == .rotate { return .rotatePassword(change) }
    return NetworkInterface.touchesReach(change) ? .address(change) : .setting(change)
  }

  /// Such as `ntp`, `camera 4`, `recording 4`.
  fileprivate static func stepName(for change: SettingChange) -> String {
    if stage == .ownAccount, change.action == .rotate { return "rotate password" }
    guard let item = change.wanted.item else { return key }
    let noun = key == collectionKey && key.hasSuffix("s") ? String(key.dropLast()) : key
    return change.action == .activate ? "activate \(noun) \(item)" : "\(noun) \(item)"
  }

  /// The writes a change makes at most, by method and resource.
  fileprivate static func writes(for change: SettingChange, on snapshot: DeviceSnapshot?) -> [String] {
    let references = change.wanted.fields.compactMap { field in
      if case .secret(let reference) = field.value { reference } else { nil }
    }
    // Bodies are thrown away, so any secret will do that no rule is against.
    let secrets = ResolvedSecrets(Dictionary(references.map { ($0, Secret("Stand-in-1")) }) { first, _ in first })
    if let snapshot, let requests = try? requests(for: change, on: snapshot, secrets: secrets), !requests.isEmpty {
      return requests.map { "\($0.method.rawValue) \($0.endpoint)" }
    }
    if let collection = self as? any CollectionSetting.Type {
      return ["\(change.action == .add ? "POST" : "PUT") \(collection.list)"]
    }
    let nothing = DeviceSnapshot(
      identity: DeviceIdentity(serial: "", model: "", mac: "", firmware: "", firmwareReleased: ""), readings: [:])
    let desired = DesiredSetting(setting: key, items: [change.wanted])
    return resources(for: desired, on: nothing).map { "PUT \($0)" }
  }
}
