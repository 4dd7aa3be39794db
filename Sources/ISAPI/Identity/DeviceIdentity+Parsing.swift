package import XML

extension DeviceIdentity {
  /// Reads `deviceInfo`; nil where the document is another one or names no serial (isapi.md 3.1).
  package init?(deviceInfo root: XMLElement) {
    guard root.localName.lowercased() == "deviceinfo" else { return nil }
    func text(_ name: String) -> String { (root.text(at: [name]) ?? "").trimmingBlanks }
    guard !text("serialNumber").isEmpty else { return nil }
    self.init(
      serial: text("serialNumber"), model: text("model"), mac: Self.normalizedMAC(text("macAddress")),
      firmware: text("firmwareVersion"), firmwareReleased: text("firmwareReleasedDate"))
  }

  /// A hardware address as it is compared: lower case with colons.
  package static func normalizedMAC(_ text: String) -> String {
    text.lowercased().replacing("-", with: ":")
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let start = drop { $0.isWhitespace }
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }
}
