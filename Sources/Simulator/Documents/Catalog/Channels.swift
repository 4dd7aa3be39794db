import XML

extension Resource {
  /// The cameras bound to the recorder; model and serial show while they are online (isapi.md 7.1).
  static let channels = Resource(
    path: "/ISAPI/ContentMgmt/InputProxy/channels",
    item: "InputProxyChannel",
    readOnly: [
      "id", "sourceInputPortDescriptor/model", "sourceInputPortDescriptor/serialNumber",
      "sourceInputPortDescriptor/firmwareVersion", "sourceInputPortDescriptor/deviceID", "devIndex",
    ],
    optional: [
      "sourceInputPortDescriptor/password", "sourceInputPortDescriptor/connMode", "certificateValidationEnabled",
      "defaultAdminPortEnabled",
    ],
    secrets: ["sourceInputPortDescriptor/password"],
    rules: [
      .text("name", 0...32),
      .word("sourceInputPortDescriptor/addressingFormatType", ["ipaddress", "hostname"]),
      .address("sourceInputPortDescriptor/ipAddress"),
      .number("sourceInputPortDescriptor/managePortNo", 1...65_535, "badPort"),
      .word("sourceInputPortDescriptor/streamType", ["auto", "tcp", "udp"]),
      .word("sourceInputPortDescriptor/connMode", ["plugplay", "manual"]),
    ],
    accept: { (element, state, change) throws(Refusal) in
      let descriptor: XMLPath = "sourceInputPortDescriptor"
      guard let source = element.element(at: descriptor), let id = Int(change.id) else { throw .content() }
      let address = source.text(at: "ipAddress") ?? ""
      try state.checkProtocol(source.text(at: "proxyProtocol") ?? "")
      try state.checkFree(address, port: source.text(at: "srcInputPort") ?? "1", except: change.id)
      let password = change.secrets["sourceInputPortDescriptor/password"]
      try state.checkPassword(password, protocolName: source.text(at: "proxyProtocol") ?? "")
      if source != change.current.element(at: descriptor) || password != nil {
        state.connectingSince[id] = change.time
      }
      if source.text(at: "ipAddress") != change.current.text(at: "sourceInputPortDescriptor/ipAddress") {
        element.forgetCamera()
      }
    },
    present: { list, state, now in state.showCameras(in: &list, at: now) }
  ) { profile in
    """
    <InputProxyChannelList\(profile.family.root) size="0">
    </InputProxyChannelList>
    """
  }
}

extension Resource {
  /// The sockets for cameras without a network; none on a pure network recorder (isapi.md 7.1).
  static let analogInputs = Resource(
    path: "/ISAPI/System/Video/inputs/channels",
    item: "VideoInputChannel",
    readOnly: ["id", "inputPort", "videoFormat", "resDesc"],
    rules: [.text("name", 0...32)]
  ) { profile in
    guard profile.model.analogInputs > 0 else { return nil }
    let items = (1...profile.model.analogInputs).map { number in
      """
      <VideoInputChannel\(profile.family.item)>
      <id>\(number)</id>
      <inputPort>\(number)</inputPort>
      <videoInputEnabled>true</videoInputEnabled>
      <name>Camera \(CivilTime.digits(number, 2))</name>
      <videoFormat>PAL</videoFormat>
      <resDesc>NO VIDEO</resDesc>
      </VideoInputChannel>
      """
    }
    return """
      <VideoInputChannelList\(profile.family.root)>
      \(items.joined(separator: "\n"))
      </VideoInputChannelList>
      """
  }
}

extension XMLElement {
  /// Takes away what a channel was told by the camera it had.
  fileprivate mutating func forgetCamera() {
    removeElements { $0.localName == "devIndex" }
    modify(at: "sourceInputPortDescriptor") { source in
      source.removeElements { ["model", "serialNumber", "firmwareVersion"].contains($0.localName) }
    }
  }
}
