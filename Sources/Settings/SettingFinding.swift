/// What comparing one wanted item with a device gave.
package enum SettingFinding: Sendable, Hashable {
  /// Something must be written.
  case change(SettingChange)
  /// The named fields are as wanted.
  case same(item: String?, paths: [String])
  /// The device lacks what is only wanted off, which is as good as off.
  case notApplicable(paths: [String], reason: String)
  /// The device lacks what is wanted, or the manifest asks what cannot be done; the plan is refused.
  case impossible(item: DesiredItem, paths: [String], reason: String)
  /// An item of a collection that no manifest names and that stays.
  case unmanaged(item: String, summary: String)
}

/// One write that brings one document or item to its wanted state.
package struct SettingChange: Sendable, Hashable, Codable {
  /// What the write does to the item.
  package enum Action: String, Sendable, Hashable, Codable {
    case add
    case change
    case remove
    /// A secret is replaced; its values are never shown.
    case rotate
  }

  package var setting: String
  package var action: Action
  /// The wanted end, whole, so that the same step can be repeated on any starting state.
  package var wanted: DesiredItem
  /// The fields that differ, in the order of the table.
  package var fields: [FieldChange]

  package init(setting: String, action: Action, wanted: DesiredItem, fields: [FieldChange]) {
    self.setting = setting
    self.action = action
    self.wanted = wanted
    self.fields = fields
  }
}

/// One field that differs.
package struct FieldChange: Sendable, Hashable, Codable {
  package var path: String
  /// What the device has, nil where it has nothing.
  package var before: String?
  /// What is wanted, nil when an item is removed.
  package var after: String?

  package init(path: String, before: String?, after: String?) {
    self.path = path
    self.before = before
    self.after = after
  }
}
