import XML

extension XMLElement {
  /// The host that `addressingFormatType` and its companions tell of (isapi.md 5.3, 7.1); what it tells of may be
  /// the only one that is there.
  var host: String {
    let isAddress = text(at: "addressingFormatType")?.lowercased() == "ipaddress"
    return text(at: isAddress ? "ipAddress" : "hostName") ?? text(at: isAddress ? "hostName" : "ipAddress") ?? ""
  }

  /// Puts a host in place; false where the element has no place for one of its form.
  mutating func setHost(_ host: HostAddress) -> Bool {
    let (form, wanted, other) =
      switch host {
      case .address: ("ipaddress", "ipAddress", "hostName")
      case .name: ("hostname", "hostName", "ipAddress")
      }
    guard let live = text(at: "addressingFormatType") else {
      // Without a word for the form, an address is as good as a name, and a name is not an address.
      return setText(host.description, at: [wanted])
        || (wanted == "ipAddress" && setText(host.description, at: [other]))
    }
    if live.lowercased() != form { setText(form, at: "addressingFormatType") }
    guard !setText(host.description, at: [wanted]) else { return true }
    guard child(other) != nil else { return false }
    // Only one of the two is there on most firmware, so the new one stands where the other was.
    insert(XMLElement(wanted, text: host.description), after: other)
    removeElements { $0.localName == other }
    return true
  }
}
