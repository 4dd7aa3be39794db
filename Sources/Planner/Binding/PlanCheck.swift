package import FoundationEssentials
package import ISAPI
import Settings

/// Whether a plan may still be used (design 5).
package enum PlanCheck {
  /// The fields that are not as they were when the plan was made, by name and sorted; empty when nothing moved.
  ///
  /// A document that stands behind a moved setting is not named besides; documents that only one side read do not
  /// count.
  package static func moved(_ plan: Plan, against fresh: DeviceSnapshot) -> [String] {
    let before = plan.binding.fields
    let after = LiveFields.everything(behind: plan.settings, on: fresh)
    let readBefore = Set(before.keys.compactMap(resource))
    let readAfter = Set(after.keys.compactMap(resource))
    let moved = Set(before.keys).union(after.keys).filter { name in
      guard before[name] != after[name] else { return false }
      return resource(name).map { readBefore.contains($0) && readAfter.contains($0) } ?? true
    }
    let explained = resources(behind: moved.filter { resource($0) == nil }, of: plan, on: fresh)
    return moved.filter { name in resource(name).map { !explained.contains($0) } ?? true }.sorted()
  }

  /// Whether the plan may not be used any more at a moment.
  package static func isExpired(_ plan: Plan, at now: Date) -> Bool { now > plan.notAfter }

  /// The resource that a field of a document belongs to; nil for a declared field.
  private static func resource(_ name: String) -> String? {
    name.hasPrefix("/") ? String(name.prefix { $0 != " " }) : nil
  }

  /// The resources of the settings that own some declared fields.
  private static func resources(behind names: Set<String>, of plan: Plan, on fresh: DeviceSnapshot) -> Set<String> {
    var resources: Set<String> = []
    for desired in plan.settings {
      guard let setting = SettingCatalog.setting(desired.setting) else { continue }
      guard names.contains(where: setting.owns) else { continue }
      resources.formUnion(setting.resources(for: desired, on: fresh).map(\.target))
    }
    return resources
  }
}

extension Setting {
  /// Whether a live field is one of this setting's.
  fileprivate static func owns(_ name: String) -> Bool {
    if let list = collectionKey { return name.hasPrefix(list + "[") || name.hasPrefix(list + ".") }
    return fieldDescriptions.contains { $0.path == name }
  }
}
