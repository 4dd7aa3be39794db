import XML

extension RecorderState {
  /// Whether the address filter, where there is one and it is on, lets an address in (isapi.md 6.7).
  func letsIn(_ source: String) -> Bool {
    guard let filter = documents[Resource.addressFilter.path], filter.text(at: "enabled") == "true" else { return true }
    let listed = filter.elements(named: "IPFilterAddressList").flatMap { $0.elements(named: "IPFilterAddress") }
      .compactMap { $0.text(at: "AddressMask/ipAddress") }
    return listed.contains(source) == (filter.text(at: "permissionType") == "allow")
  }
}
