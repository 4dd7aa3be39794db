package import XML

extension DeviceBinding where Value == HostAddress {
  /// The server an element tells of by `addressingFormatType` and its companions (isapi.md 6.3); the empty path for
  /// the document itself.
  package static func host(in parent: XMLPath) -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let element = document.element(at: parent), element.child("addressingFormatType") != nil else {
          return .missing
        }
        return element.namedHost == wanted.description ? .same : .differs(live: element.namedHost ?? "none")
      },
      write: { host, document, _ in document.modify(at: parent) { $0.setHost(host) } ?? false },
      live: { document in .reading(document.element(at: parent)?.namedHost, HostAddress.init) })
  }
}

extension XMLElement {
  /// The host of a server; nil where none is set.
  var namedHost: String? { ["", "0.0.0.0"].contains(host) ? nil : host }
}
