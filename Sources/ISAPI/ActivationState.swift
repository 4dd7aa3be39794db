import XML

/// Whether a device has an administrator, from `activateStatus` (isapi.md 2.1).
package enum ActivationState: Sendable, Hashable {
  /// It has none; the version of the activation exchange it asks for, nil for the legacy one.
  case inactive(supportVersion: Int?)
  case active
  /// The answer does not tell, and so must not be taken for inactive.
  case unknown

  package init(activateStatus response: Response) {
    guard (200..<300).contains(response.status), let document = try? XMLDocument(parsing: response.body) else {
      self = .unknown
      return
    }
    let texts = Dictionary(
      document.root.elements.map { ($0.localName.lowercased(), $0.text.lowercased()) }, uniquingKeysWith: { $1 })
    switch texts["activated"] ?? texts["isactivated"] {
    case "true": self = .active
    case "false": self = .inactive(supportVersion: texts["supportversion"].flatMap { Int($0) })
    default: self = .unknown
    }
  }
}
