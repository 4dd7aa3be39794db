import XML

/// The question who is there, the only request that is ever sent (sadp.md 4.1).
package struct SADPInquiry: Sendable, Hashable {
  /// The mark that replies carry back.
  package var uuid: String

  package init(uuid: String) { self.uuid = uuid }

  /// Reads a question as a device does; nil for every other message.
  package init?(parsing bytes: [UInt8]) {
    guard let message = MessageFields(bytes), message.root == "Probe",
      let types = message["Types"], ["inquiry", "inquiry_v32"].contains(types),
      let uuid = message["Uuid"]
    else { return nil }
    self.uuid = uuid
  }

  /// The datagram, letter for letter what the vendor's client sends (sadp.md 3).
  package var bytes: [UInt8] {
    let root = XMLElement("Probe") {
      XMLElement("Uuid", text: uuid)
      XMLElement("Types", text: "inquiry")
    }
    let prologue = #"<?xml version="1.0" encoding="utf-8"?>"#
    return XMLDocument(prologue: prologue, root: root, epilogue: "").bytes
  }
}
