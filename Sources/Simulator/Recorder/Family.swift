import XML

/// How the firmware of a recorder writes its documents (isapi.md 0.3).
package enum Family: String, Sendable, Hashable, CaseIterable {
  /// Version 1.0, vendor namespace repeated on every list item, MD5 only, four access protocols.
  case a = "A"
  /// Version 2.0, `isapi.org` namespace on the root only, SHA-256 offered, seven access protocols.
  case b = "B"

  /// The attributes of a root element.
  var rootAttributes: [XMLAttribute] {
    switch self {
    case .a: [XMLAttribute("version", "1.0"), XMLAttribute("xmlns", "http://www.hikvision.com/ver20/XMLSchema")]
    case .b: [XMLAttribute("version", "2.0"), XMLAttribute("xmlns", "http://www.isapi.org/ver20/XMLSchema")]
    }
  }

  /// The attributes of a root element as written, with the blank before them.
  var root: String { rootAttributes.map { " \($0.name)=\"\($0.value)\"" }.joined() }

  /// The attributes of a list item (isapi.md 12.1.2).
  var item: String { self == .a ? root : "" }

  /// The declaration, which family A writes with one blank more (isapi.md 1.1).
  var declaration: String {
    self == .a ? "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  }
}
