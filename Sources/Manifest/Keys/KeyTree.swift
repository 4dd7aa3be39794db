import Settings

/// The keys that may stand below a node, as one tree: what the walk, the merge, the schema and `explain` go by.
struct KeyTree: Sendable {
  /// What a key holds.
  enum Content: Sendable {
    /// A value that is read, merged and replaced as a whole.
    case value(FieldDescription)
    case mapping([String: KeyTree])
    /// A list of mappings told apart by one of their keys.
    indirect case items(KeyTree, identity: String)
    /// A key that exists, but not in this kind of manifest.
    case misplaced(reason: String)
  }

  var content: Content

  /// A mapping without keys, to which fields are added.
  static var empty: Self { Self(content: .mapping([:])) }

  init(content: Content) { self.content = content }

  /// The tree of all the fields.
  init(_ fields: some Sequence<FieldDescription>, identities: [String: String]) {
    self = .empty
    for field in fields { insert(field, at: field.path.split(separator: ".")[...], identities) }
  }

  /// The trees below, by key; nil for anything but a mapping.
  var children: [String: KeyTree]? {
    if case .mapping(let children) = content { children } else { nil }
  }

  /// The tree of one item of a list.
  var item: KeyTree? {
    if case .items(let item, _) = content { item } else { nil }
  }

  /// The tree below a key of a mapping.
  subscript(_ key: String) -> KeyTree? {
    get { children?[key] }
    set {
      guard var children else { return }
      children[key] = newValue
      content = .mapping(children)
    }
  }

  private mutating func insert(
    _ field: FieldDescription, at path: ArraySlice<Substring>, _ identities: [String: String]
  ) {
    guard let step = path.first else {
      content = .value(field)
      return
    }
    let isList = step.hasSuffix("[]")
    let key = String(isList ? step.dropLast(2) : step)
    var child = self[key] ?? .empty
    if isList {
      var item = child.item ?? .empty
      item.insert(field, at: path.dropFirst(), identities)
      child = KeyTree(content: .items(item, identity: identities[key] ?? ""))
    } else {
      child.insert(field, at: path.dropFirst(), identities)
    }
    self[key] = child
  }

  /// The dotted paths of all keys with a name, for telling where a misplaced key belongs.
  func paths(to name: String) -> [String] {
    (children ?? item?.children ?? [:]).sorted { $0.key < $1.key }.flatMap { key, child in
      (key == name ? [key] : []) + child.paths(to: name).map { "\(key).\($0)" }
    }
  }
}
