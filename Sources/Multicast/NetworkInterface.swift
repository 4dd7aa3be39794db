import NIOCore
import NIOPosix

/// An IPv4 address of this machine, by which an interface is named.
package struct NetworkInterface: Sendable, Hashable {
  /// The system's name for it, such as `eth0`.
  package var name: String
  package var address: String

  /// The interfaces that multicast goes through, in the order of the system; the loopback is none of them.
  package static func multicastCapable() throws -> [Self] {
    try System.enumerateDevices().filter(\.multicastSupported).compactMap { device in
      guard case .v4 = device.address, let address = device.address?.ipAddress, !address.hasPrefix("127.")
      else { return nil }
      return Self(name: device.name, address: address)
    }
  }
}
