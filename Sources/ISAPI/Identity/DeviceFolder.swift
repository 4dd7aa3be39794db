/// Where the state of one recorder is kept between runs (design 8).
///
/// A recorder has one folder however its serial is written: hyphens, letter case and the tail that only some
/// firmware adds make no difference, and the short serial stands for the full one (isapi.md 3.1).
package struct DeviceFolder: Sendable, Hashable {
  /// The name of the folder, fit for any file system.
  package let name: String

  /// The folder of the recorder with this serial.
  package init(serial: String) {
    name = DeviceIdentity.shortSerial(of: serial)
  }

  /// The folder of whatever is at an address, for commands that know no serial yet.
  package init(address: DeviceAddress) {
    name = "at-\(address.host.lowercased())-\(address.port)"
  }

  /// Failed logins per account.
  package var ledger: String { "devices/\(name)/ledger.json" }
  /// The pinned certificate.
  package var pin: String { "devices/\(name)/pin.json" }
  /// Held by the process that works on the recorder.
  package var lock: String { "devices/\(name)/lock" }
  /// The folder above all backups of the recorder.
  package var backups: String { "backups/\(name)" }
}
