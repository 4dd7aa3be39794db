package import ISAPI
import Settings
import YAML

/// A recorder as it was read, to be written as a manifest.
package struct ExportedRecorder: Sendable, Hashable {
  /// The name of the manifest.
  package var name: String
  /// Where it was found, each address once; empty where nobody knows.
  package var addresses: [DeviceAddress]
  /// The account it was read with.
  package var username: String
  /// The variable that holds the password of that account.
  package var passwordVariable: String
  package var snapshot: DeviceSnapshot
  /// Why resources could not be read that may be there.
  package var unreadable: [Endpoint: String]
  /// The snapshot file it was read from, with its time; nil for a live one.
  package var file: String?

  package init(
    name: String, addresses: [DeviceAddress], username: String, passwordVariable: String, snapshot: DeviceSnapshot,
    unreadable: [Endpoint: String] = [:], file: String? = nil
  ) {
    self.name = name
    self.addresses = addresses
    self.username = username
    self.passwordVariable = passwordVariable
    self.snapshot = snapshot
    self.unreadable = unreadable
    self.file = file
  }

  /// A name for the manifest of a device: the end of its serial, or all of the short one where that is `long`.
  package static func name(of identity: DeviceIdentity, long: Bool) -> String {
    let serial = identity.shortSerial.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return "nvr-" + (serial.isEmpty ? "1" : String(long ? serial.prefix(59) : serial.suffix(4)))
  }

  /// Whether a text may be the name of a manifest.
  package static func isName(_ text: String) -> Bool { DNSLabel.isLabel(text) }

  /// What an export is told beside the device's documents.
  var context: ExportContext {
    ExportContext(account: username, variables: variables, isMasked: file != nil)
  }

  /// What the names of its variables begin with, such as `NVR_4821`.
  private var variables: String {
    let name = name.uppercased().replacing("-", with: "_")
    return name.first?.isLetter ?? false ? name : "NVR_" + name
  }

  /// A variable for the password of the account, such as `NVR_4821_ADMIN`.
  package var accountVariable: String { variables + "_ADMIN" }

  /// The part of the `spec` that says which recorder it is and how to get in.
  var head: Node {
    var head = Node.empty
    let identity = snapshot.identity
    head.put(.text(identity.serial), at: ["identity", "serial"])
    for (key, text) in [("mac", identity.mac), ("model", identity.model), ("firmware", firmwareRange ?? "")]
    where !text.isEmpty {
      head.put(.text(text), at: ["identity", key])
    }
    if !addresses.isEmpty {
      head.put(.sequence(addresses.map { .text($0.written) }), at: ["connect", "addresses"])
    }
    head.put(.text(username), at: ["admin", "username"])
    head.put(.text(passwordVariable), at: ["admin", "password", "env"])
    return head
  }

  /// From the version of the device up to the next that may be another product; nil where its version is no number.
  private var firmwareRange: String? {
    let version = (identityFirmware.split(separator: " ").first ?? "").drop { $0 == "V" || $0 == "v" }
    guard let major = version.split(separator: ".").first.flatMap({ Int($0) }), major < 1_000 else { return nil }
    let range = ">=\(version) <\(major + 1)"
    return FirmwareRange(range)?.contains(identityFirmware) == true ? range : nil
  }

  private var identityFirmware: String { snapshot.identity.firmware }
}

extension DeviceAddress {
  /// The shortest text that means the same.
  package var written: String { scheme == .https ? authority : description }
}
