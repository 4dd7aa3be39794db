package import ISAPI
import Settings

extension Plan {
  /// The plan as it can be held against a snapshot in which some fields are masked: those fields, and no others, are
  /// taken to be as they were.
  ///
  /// Nobody can compare a field that nobody may see; the steps are the same.
  package func overlooking(maskedIn recorded: RecordedSnapshot) -> Plan {
    let snapshot = recorded.snapshot(login: target.login)
    let masked = LiveFields.names(behind: settings, on: snapshot, where: recorded.isMasked)
    if masked.isEmpty { return self }
    let shown = LiveFields.everything(behind: settings, on: snapshot)
    var plan = self
    for name in masked where plan.binding.fields[name] != nil { plan.binding.fields[name] = shown[name] }
    return plan.sealed()
  }

  /// What is not as declared on a recorder, by the names of the fields; empty where a new plan would be.
  package func unmet(on snapshot: DeviceSnapshot) -> [String] {
    let compared = ComparedSettings(settings, with: snapshot)
    let changes = compared.changes.flatMap { one in
      one.change.fields.isEmpty
        ? [one.setting.path(of: one.change.wanted.item)]
        : one.change.fields.map { LiveFields.name($0.path, item: one.change.wanted.item) }
    }
    return changes + compared.impossible.flatMap(\.paths)
  }
}
