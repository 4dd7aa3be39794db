import XML

extension SADPReply {
  /// The datagram as a recorder sends it: CRLF behind each element, a hello without mark (sadp.md 3, 4.4).
  package var bytes: [UInt8] {
    var root = XMLElement(name, children: [Self.lineEnd])
    for (name, value) in elements {
      guard let value else { continue }
      root.children += [.element(XMLElement(name, text: value)), Self.lineEnd]
    }
    let prologue = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
    return XMLDocument(prologue: prologue, root: root, epilogue: "\r\n").bytes
  }

  private static let lineEnd = XMLNode.text(XMLText(raw: "\r\n"))

  private var name: String { occasion == .hello ? "Hello" : "ProbeMatch" }

  /// The elements in the order of a recorder.
  private var elements: [(String, String?)] {
    switch occasion {
    case .inquiry(let uuid): [("Uuid", uuid), ("Types", "inquiry")] + facts
    case .hello: [("Types", "hello")] + facts
    }
  }

  private var facts: [(String, String?)] {
    [
      ("DeviceDescription", model),
      ("DeviceSN", serial),
      ("HttpPort", httpPort?.description),
      ("MAC", mac),
      ("IPv4Address", address),
      ("IPv4SubnetMask", subnetMask),
      ("IPv4Gateway", gateway),
      ("DHCP", usesDHCP.description),
      ("AnalogChannelNum", analogChannels?.description),
      ("DigitalChannelNum", digitalChannels?.description),
      ("SoftwareVersion", softwareVersion),
      ("Activated", isActivated.description),
    ]
  }
}
