import XML

/// Where a recorder can be reached.
package struct Binding: Sendable, Hashable {
  package var address: String
  /// The port of plain HTTP; nil while it is switched off.
  package var http: Int?
  /// The port of HTTPS; nil while it is switched off.
  package var https: Int?

  package init(address: String, http: Int?, https: Int?) {
    self.address = address
    self.http = http
    self.https = https
  }
}

extension RecorderState {
  /// Where the documents say the recorder is.
  var configuredBinding: Binding {
    let address = documents[Resource.interfaces.path]?.text(at: "NetworkInterface/IPAddress/ipAddress") ?? ""
    return Binding(address: address, http: port(of: "HTTP"), https: port(of: "HTTPS"))
  }

  private func port(of name: String) -> Int? {
    let items = documents[Resource.adminAccesses.path]?.elements(named: "AdminAccessProtocol") ?? []
    guard let item = items.first(where: { $0.text(at: "protocol") == name }), item.text(at: "enabled") != "false"
    else { return nil }
    return item.text(at: "portNo").flatMap { Int($0) }
  }

  /// Listens where the documents say, and tells so.
  mutating func rebind() {
    let configured = configuredBinding
    if configured == binding { return }
    if behavior.keepsOldPorts { oldBindings.append(binding) }
    binding = configured
    outbox.append(.moved(configured))
  }
}
