import FoundationEssentials
import XML

/// What becomes of the recorder's tries to reach a camera (isapi.md 7.3).
enum ChannelStatus: Hashable {
  case connecting
  case online(SimulatedCamera)
  case wrongPassword
  case unreachable
  case notActivated
  /// The camera sends no such picture.
  case noInput

  /// The word the recorder has for it.
  var word: String {
    switch self {
    case .connecting: "connecting"
    case .online: "connect"
    case .wrongPassword: "errorUserNameOrPasswd"
    case .unreachable: "netUnreachable"
    case .notActivated: "unknownError"
    case .noInput: "chacnNoError"
    }
  }
}

extension RecorderState {
  /// The state of a channel at a moment.
  func channelStatus(_ channel: XMLElement, at now: Date) -> ChannelStatus {
    guard let id = channel.text(at: "id").flatMap({ Int($0) }) else { return .unreachable }
    let since = max(connectingSince[id] ?? .distantPast, power.bootedAt)
    if now < since.adding(behavior.timings.connecting) { return .connecting }
    let address = channel.text(at: "sourceInputPortDescriptor/ipAddress")
    guard let camera = cameras.first(where: { $0.address == address && $0.isReachable }) else { return .unreachable }
    if !camera.isActivated { return .notActivated }
    let username = channel.text(at: "sourceInputPortDescriptor/userName")
    guard username == camera.username, password(ofChannel: id) == camera.password else { return .wrongPassword }
    let input = channel.text(at: "sourceInputPortDescriptor/srcInputPort").flatMap { Int($0) } ?? 1
    return (1...camera.inputs).contains(input) ? .online(camera) : .noInput
  }

  /// Fills in what is only known while the cameras are online.
  func showCameras(in list: inout XMLElement, at now: Date) {
    list.modifyElements(named: "InputProxyChannel") { channel in
      guard case .online(let camera) = channelStatus(channel, at: now) else { return }
      channel.modify(at: "sourceInputPortDescriptor") { descriptor in
        descriptor.show("firmwareVersion", camera.firmware)
        descriptor.show("serialNumber", camera.serial)
        descriptor.show("model", camera.model)
      }
      if channel.child("devIndex") == nil, twin?.showsDeviceIndex(of: channel) ?? true {
        channel.append(XMLElement("devIndex", text: deviceIndex(of: camera)))
      }
    }
  }

  /// A name for the camera that depends on nothing but the camera (isapi.md 7.1).
  private func deviceIndex(of camera: SimulatedCamera) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in camera.serial.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let text = String(hash, radix: 16)
    let hex = String(repeating: "0", count: 16 - text.count) + text
    if profile.hasAddressFilter { return (hex + hex).uppercased() }
    return "\(hex.prefix(8))-\(hex.dropFirst(8).prefix(4))-4000-8000-\(hex.suffix(12))"
  }
}

extension XMLElement {
  /// Shows something in its place, or behind `streamType` where it has none; nothing is shown of what is not known.
  fileprivate mutating func show(_ name: String, _ value: String) {
    if child(name) != nil {
      setText(value, at: [name])
    } else if !value.isEmpty {
      insert(XMLElement(name, text: value), after: "streamType")
    }
  }
}
