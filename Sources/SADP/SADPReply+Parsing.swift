extension SADPReply {
  /// Reads what came out of the network; nil for everything but a reply to an inquiry and a hello.
  ///
  /// Elements are found by name in any order, unknown ones are passed over, values that cannot be what they
  /// claim to be count as missing, and of two of a name the first wins (sadp.md 3).
  package init?(parsing bytes: [UInt8]) {
    guard let message = MessageFields(bytes), let occasion = Self.occasion(of: message) else { return nil }
    self.init(occasion)
    model = message["DeviceDescription"]
    serial = message["DeviceSN"]
    mac = message["MAC"].flatMap { Self.isHardwareAddress($0) ? $0 : nil }
    address = message.address("IPv4Address")
    subnetMask = message.address("IPv4SubnetMask")
    gateway = message.address("IPv4Gateway")
    usesDHCP = message["DHCP"] == "true"
    httpPort = message.number("HttpPort", in: 1...65_535)
    softwareVersion = message["SoftwareVersion"]
    analogChannels = message.number("AnalogChannelNum", in: 0...4_096)
    digitalChannels = message.number("DigitalChannelNum", in: 0...4_096)
    isActivated = message["Activated"] != "false"
  }

  private static func occasion(of message: MessageFields) -> Occasion? {
    switch (message.root, message["Types"]) {
    case ("ProbeMatch", "inquiry"), ("ProbeMatch", "inquiry_v32"): message["Uuid"].map { .inquiry(uuid: $0) }
    case ("Hello", "hello"): .hello
    default: nil
    }
  }

  private static func isHardwareAddress(_ text: String) -> Bool {
    let digits = text.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ":") }
    return digits.count == 12 && text.utf8.count <= 17
      && digits.allSatisfy {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 | 0x20
      }
  }
}

extension MessageFields {
  /// An element that holds a number in a range.
  fileprivate func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
    self[name].flatMap { Int($0) }.flatMap { range.contains($0) ? $0 : nil }
  }

  /// An element that holds four decimal parts.
  fileprivate func address(_ name: String) -> String? {
    guard let text = self[name] else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0).map(String.init) == String($0) } ? text : nil
  }
}
