import ISAPI
import XML

/// The fields of a document as it was read, for telling whether any of them moved.
enum DocumentFields {
  /// Below this depth an element counts as one field, whatever it holds: a week of schedule is one thing.
  private static let depth = 3

  /// The text of each field, named by the resource and the way down to it.
  static func texts(of reading: DeviceSnapshot.Reading, at endpoint: Endpoint) -> [String: String] {
    // States change by themselves, and so does what stands in the neighbourhood.
    if endpoint.path.lowercased().hasSuffix("status") || endpoint == FoundCamera.search { return [:] }
    switch reading {
    case .absent(let status, let subStatus): return [endpoint.target: "absent: \(status) \(subStatus)"]
    case .document(let document) where endpoint == .capabilities: return [endpoint.target: document.root.markup]
    case .document(let document):
      var texts: [String: String] = [:]
      collect(document.root, named: endpoint.target + " ", depth: 0, into: &texts)
      return texts
    }
  }

  private static func collect(
    _ element: XMLElement, named name: String, depth: Int, into texts: inout [String: String]
  ) {
    let children = element.elements
    let totals = Dictionary(children.map { ($0.localName, 1) }, uniquingKeysWith: +)
    var seen: [String: Int] = [:]
    for child in children where !isMoving(child.localName) && !isSecret(child.localName) {
      let index = seen[child.localName, default: 0] + 1
      seen[child.localName] = index
      let part = totals[child.localName] == 1 ? child.localName : "\(child.localName)[\(index)]"
      if child.elements.isEmpty || depth + 1 == Self.depth {
        texts[name + part] = child.elements.isEmpty ? child.text : child.markup
      } else {
        collect(child, named: name + part + "/", depth: depth + 1, into: &texts)
      }
    }
  }

  /// What changes by itself and means nothing.
  private static func isMoving(_ name: String) -> Bool {
    [
      "localTime", "currentDeviceTime", "deviceUpTime", "freeSpace", "online", "chanDetectResult", "registerStatus",
      "offlineStatus", "bindStatus",
    ].contains(name)
  }

  /// What must leave no trace, not even a digest: some devices show such values (isapi.md 6.4).
  private static func isSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["password", "community", "passphrase", "secret", "key", "verificationcode"].contains { name.contains($0) }
  }
}
