import FoundationEssentials
import ISAPI
import XML

/// What a recorder knows of the real one it is a twin of.
struct Twin: Sendable {
  /// What the real one said, by target.
  let answers: [Endpoint: RecordedAnswer]
  /// Resources that it has and the simulator knows nothing of: kept as documents without any rule.
  let unknown: [Resource]
  /// Its documents, by the path of the resource.
  let documents: [String: XMLDocument]
  /// When the real one was read.
  let takenAt: Date
  /// Whether nothing was written to the twin yet, so that all answers are still the real one's.
  var isAsRecorded = true

  /// Resources that the simulator needs for itself, whether or not the real one shows them.
  private static let vital: Set<String> = [
    Resource.deviceInfo.path, Resource.users.path, Resource.adminAccesses.path, Resource.interfaces.path,
    Resource.time.path, Resource.channels.path,
  ]

  init(_ snapshot: RecordedSnapshot) {
    answers = snapshot.answers
    takenAt = snapshot.takenAt
    var documents: [String: XMLDocument] = [:]
    for endpoint in snapshot.answers.keys where endpoint.target == endpoint.path {
      documents[endpoint.path] = snapshot.document(at: endpoint)
    }
    self.documents = documents
    unknown = documents.keys.sorted().filter { Self.isUnknown($0, besides: documents) }.map(Resource.init(unknown:))
  }

  /// Whether no resource, view or operation of the simulator stands behind a path.
  private static func isUnknown(_ path: String, besides documents: [String: XMLDocument]) -> Bool {
    if OperationCatalog.all.contains(where: { $0.method == .get && $0.path.id(in: path) != nil }) { return false }
    guard let target = DocumentTarget(path: path, among: ResourceCatalog.all) else { return true }
    // An item that is shown while its list is not is a document of its own.
    return documents[target.resource.path] == nil
  }

  /// The document of a resource as the twin begins with it, nil where it has none.
  func document(of resource: Resource, for profile: RecorderProfile) -> XMLElement? {
    if let document = documents[resource.path] { return document.root }
    return Self.vital.contains(resource.path) ? resource.factoryDocument(for: profile) : nil
  }

  /// The document of a resource as a reset leaves it: the real one's, with the factory's values where they are known.
  func factoryDocument(of resource: Resource, for profile: RecorderProfile) -> XMLElement? {
    guard var document = document(of: resource, for: profile) else { return nil }
    if let factory = resource.factoryDocument(for: profile) {
      document.takeValues(of: factory, items: resource.item, keepsOthers: !Self.emptied.contains(resource.path))
    }
    return document
  }

  /// Lists that a reset empties.
  private static let emptied: Set<String> = [Resource.users.path, Resource.channels.path]

  /// Whether the real one would name the camera of a channel by an index; what it showed it shows still.
  func showsDeviceIndex(of channel: XMLElement) -> Bool {
    let place: XMLPath = "sourceInputPortDescriptor/ipAddress"
    let known = documents[Resource.channels.path]?.root.elements(named: "InputProxyChannel") ?? []
    let isAsRecorded = known.contains {
      $0.text(at: "id") == channel.text(at: "id") && $0.text(at: place) == channel.text(at: place)
    }
    return !isAsRecorded && known.contains { $0.child("devIndex") != nil }
  }

  /// Whether a path is only there for the simulator itself.
  func isHidden(_ path: String) -> Bool {
    documents[path] == nil && Self.vital.contains(path) && path != Resource.deviceInfo.path
  }
}

extension Resource {
  /// A resource of which nothing is known but its document.
  fileprivate init(unknown path: String) {
    self.init(path: path, isWritable: !path.lowercased().hasSuffix("capabilities")) { _ in nil }
  }
}

extension XMLElement {
  /// Takes the text of every element that a factory document has too; items are matched by their ids.
  fileprivate mutating func takeValues(of factory: XMLElement, items: String?, keepsOthers: Bool) {
    if elements.isEmpty, factory.elements.isEmpty {
      if text != factory.text { setText(factory.text) }
      return
    }
    if let items {
      let known = factory.elements(named: items)
      func isKnown(_ item: XMLElement) -> Bool { known.contains { $0.text(at: "id") == item.text(at: "id") } }
      if !keepsOthers { removeElements { $0.localName == items && !isKnown($0) } }
      modifyElements(named: items) { item in
        guard let one = known.first(where: { $0.text(at: "id") == item.text(at: "id") }) else { return }
        item.takeValues(of: one, items: nil, keepsOthers: true)
      }
      if let index = attributes.firstIndex(where: { $0.name == "size" }), !keepsOthers {
        attributes[index].rawValue = String(elements(named: items).count)
      }
      return
    }
    for name in Set(elements.map(\.localName)) where elements(named: name).count == 1 {
      guard let other = factory.child(name), factory.elements(named: name).count == 1 else { continue }
      modifyElements(named: name) { $0.takeValues(of: other, items: nil, keepsOthers: true) }
    }
  }
}
