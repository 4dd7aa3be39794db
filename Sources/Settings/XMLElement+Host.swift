import XML

extension XMLElement {
  /// The host that `addressingFormatType` and its companions tell of (isapi.md 5.3, 7.1).
  var host: String {
    let isAddress = text(at: "addressingFormatType")?.lowercased() == "ipaddress"
    return text(at: isAddress ? "ipAddress" : "hostName") ?? ""
  }

  /// Puts a host in place; false where the element has no `addressingFormatType`.
  mutating func setHost(_ host: HostAddress) -> Bool {
    let (form, wanted, other) =
      switch host {
      case .address: ("ipaddress", "ipAddress", "hostName")
      case .name: ("hostname", "hostName", "ipAddress")
      }
    guard setText(form, at: "addressingFormatType") else { return false }
    guard !setText(host.description, at: [wanted]) else { return true }
    // Only one of the two is there on most firmware, so the new one stands where the other was.
    insert(XMLElement(wanted, text: host.description), after: child(other) == nil ? "addressingFormatType" : other)
    removeElements { $0.localName == other }
    return true
  }
}
