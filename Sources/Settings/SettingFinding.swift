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
  /// Something to know about an item that nothing is to be done about.
  case remark(item: String, text: String)
}

extension [SettingFinding] {
  /// The findings with some fields of an item taken for impossible, whatever was found of them before.
  package func refusing(_ paths: [String], of item: DesiredItem, reason: String) -> [SettingFinding] {
    let refused = Set(paths)
    let kept = compactMap { finding -> SettingFinding? in
      switch finding {
      case .change(var change):
        change.fields.removeAll { refused.contains($0.path) }
        return change.fields.isEmpty ? nil : .change(change)
      case .same(let item, let paths):
        let left = paths.filter { !refused.contains($0) }
        return left.isEmpty ? nil : .same(item: item, paths: left)
      case .impossible(let item, let paths, let reason):
        let left = paths.filter { !refused.contains($0) }
        return left.isEmpty ? nil : .impossible(item: item, paths: left, reason: reason)
      case .notApplicable, .unmanaged, .remark: return finding
      }
    }
    return kept + [.impossible(item: item, paths: paths, reason: reason)]
  }

  /// Whether the field at a path is to be changed.
  package func changes(_ path: String) -> Bool {
    contains { if case .change(let change) = $0 { change.fields.contains { $0.path == path } } else { false } }
  }
}

/// One write that brings one document or item to its wanted state.
package struct SettingChange: Sendable, Hashable, Codable {
  /// What the write does to the item.
  package enum Action: String, Sendable, Hashable, Codable {
    case add
    case change
    case remove
    /// The item is found elsewhere and comes to where it is declared.
    case move
    /// A secret is replaced; its values are never shown.
    case rotate
    /// A device behind the recorder gets its first password.
    case activate
  }

  package var setting: String
  package var action: Action
  /// The wanted end, whole, so that the same step can be repeated on any starting state.
  package var wanted: DesiredItem
  /// The fields that differ, in the order of the table.
  package var fields: [FieldChange]
  /// Items that stand in the way and make room first; a later change brings each to its own end.
  package var displaced: [String]?
  /// Where an item that is moved was found.
  package var movedFrom: String?
  /// The same where nothing is declared for that place, so that it is given up.
  package var vacated: String?

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
