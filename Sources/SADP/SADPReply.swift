/// What a device says of itself, asked or at its start (sadp.md 4.2 to 4.4).
///
/// Anybody on the segment can send one, so it is good for finding and comparing and proves nothing.
package struct SADPReply: Sendable, Hashable {
  /// Why the device speaks.
  package enum Occasion: Sendable, Hashable {
    /// It answers the question that carried this mark.
    case inquiry(uuid: String)
    /// It has just started; such a message carries no mark.
    case hello
  }

  package var occasion: Occasion
  /// The model, `DeviceDescription`.
  package var model: String?
  /// The full serial, `DeviceSN`; recorders add channels, date, region and a tail (sadp.md 3).
  package var serial: String?
  /// The hardware address as announced, with hyphens, colons or neither.
  package var mac: String?
  package var address: String?
  package var subnetMask: String?
  package var gateway: String?
  package var usesDHCP = false
  /// The port of the web page and of ISAPI.
  package var httpPort: Int?
  /// Version and build in one word, such as `V4.30.085build 200916`.
  package var softwareVersion: String?
  /// Inputs for analog cameras; more than none is a DVR.
  package var analogChannels: Int?
  /// Channels for network cameras; a camera has one.
  package var digitalChannels: Int?
  /// False only where the device says so, since old firmware says nothing and has a password (sadp.md 3).
  package var isActivated = true

  package init(_ occasion: Occasion) { self.occasion = occasion }
}
