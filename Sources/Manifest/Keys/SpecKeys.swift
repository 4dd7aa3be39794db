import Settings

/// What may stand below `spec` in each kind of manifest.
enum SpecKeys {
  static let recorder: KeyTree = {
    var tree = KeyTree(
      RecorderKeys.descriptions + SettingCatalog.all.flatMap { $0.fieldDescriptions }, identities: identities)
    tree["cameraDefaults"] = cameraDefaults(in: tree)
    return tree
  }()

  static let profile: KeyTree = {
    var tree = recorder
    for key in ["identity", "connect"] {
      tree[key] = KeyTree(content: .misplaced(reason: "it belongs to one recorder"))
    }
    if var network = tree["network"] {
      network["address"] = KeyTree(content: .misplaced(reason: "an address belongs to one recorder"))
      tree["network"] = network
    }
    return tree
  }()

  static let site: KeyTree = {
    var tree = KeyTree(SiteKeys.descriptions, identities: [:])
    var defaults = recorder
    defaults["identity"] = KeyTree(content: .misplaced(reason: "it belongs to one recorder"))
    tree["defaults"] = defaults
    return tree
  }()

  /// The key that tells the items of each list apart, as the settings state it.
  private static let identities = Dictionary(
    SettingCatalog.all.compactMap { $0 as? any CollectionSetting.Type }.map { ($0.collection, $0.identity.key) }
  ) { first, _ in first }

  /// Keys of a camera that only make sense for one.
  private static let ownToOneCamera = ["channel", "address", "serial"]

  private static func cameraDefaults(in tree: KeyTree) -> KeyTree? {
    guard var defaults = tree["cameras"]?.item else { return nil }
    for key in ownToOneCamera where defaults[key] != nil {
      defaults[key] = KeyTree(content: .misplaced(reason: "it belongs to one camera"))
    }
    return defaults
  }
}
