import ISAPI
import XML

extension DeviceSnapshot {
  /// The snapshot with one text in the place of every other.
  func withEveryText(_ text: String) -> DeviceSnapshot {
    var snapshot = self
    for (endpoint, reading) in readings {
      guard case .document(var document) = reading else { continue }
      document.root = document.root.withEveryText(text)
      snapshot.readings[endpoint] = .document(document)
    }
    return snapshot
  }
}

extension XMLElement {
  fileprivate func withEveryText(_ text: String) -> XMLElement {
    var element = self
    if elements.isEmpty {
      // What tells items apart stays, so that there are items to tell of.
      if !["id", "protocol"].contains(localName) { element.setText(text) }
      return element
    }
    for name in Set(elements.map(\.localName)) { element.modifyElements(named: name) { $0 = $0.withEveryText(text) } }
    return element
  }
}
