import Settings

extension RecorderDeclaration {
  /// A wanted field of a setting that is one document.
  func field(_ path: String) -> DesiredField? {
    for setting in settings {
      for item in setting.items where item.item == nil {
        if let field = item[path] { return field }
      }
    }
    return nil
  }

  /// The items of a collection with the fields of all settings that share it.
  func items(of collection: String) -> [DesiredItem] {
    var order: [String] = []
    var fields: [String: [DesiredField]] = [:]
    for setting in settings where SettingCatalog.collection(of: setting.setting) == collection {
      for item in setting.items {
        guard let name = item.item else { continue }
        if fields[name] == nil { order.append(name) }
        fields[name, default: []] += item.fields
      }
    }
    return order.map { DesiredItem(item: $0, fields: fields[$0] ?? []) }
  }
}

extension SettingCatalog {
  /// The manifest key of the list that a setting reads its items from.
  static func collection(of key: String) -> String? { collections[key] }

  private static let collections = Dictionary(
    all.compactMap { setting in (setting as? any CollectionSetting.Type).map { (setting.key, $0.collection) } }
  ) { first, _ in first }
}
