import ISAPI
import SADP

/// What has been heard since a question was asked; it decides, and does nothing.
struct DiscoverySurvey: Sendable {
  /// What a datagram is worth.
  enum Finding: Sendable, Hashable {
    /// A device that answered, now or again.
    case device(DiscoveredDevice)
    /// Somebody else's question was answered, or a device has started: worth a question of our own.
    case hint
    case nothing
  }

  private let uuid: String
  private var found: [String: DiscoveredDevice] = [:]
  private var hints = 0

  init(uuid: String) { self.uuid = uuid }

  /// The devices in the order of their hardware addresses; of several answers of one the last counts.
  var devices: [DiscoveredDevice] { found.sorted { $0.key < $1.key }.map(\.value) }

  /// Takes a datagram, whatever it is.
  mutating func hear(_ bytes: [UInt8]) -> Finding {
    guard let reply = SADPReply(parsing: bytes) else { return .nothing }
    // Marks come back in the letter case of the device (sadp.md 3).
    guard case .inquiry(let mark) = reply.occasion, mark.uppercased() == uuid.uppercased() else { return hint() }
    let device = DiscoveredDevice(reply)
    let key = device.identity.mac.isEmpty ? device.identity.serial : device.identity.mac
    guard !key.isEmpty, found[key] != nil || found.count < Self.mostDevices else { return .nothing }
    found[key] = device
    return .device(device)
  }

  private mutating func hint() -> Finding {
    guard hints < Self.mostHints else { return .nothing }
    hints += 1
    return .hint
  }

  /// Far more than fit on a segment; whoever floods it fills no memory.
  private static let mostDevices = 4_096
  /// Nobody makes us ask more often than this.
  private static let mostHints = 4
}
