package import ISAPI

/// One declared fact about a recorder beside what the recorder says.
package struct IdentityFact: Sendable, Hashable {
  /// `serial`, `mac`, `model` or `firmware`.
  package var name: String
  package var declared: String
  package var found: String
  /// Whether the two agree.
  package var holds: Bool

  package init(name: String, declared: String, found: String, holds: Bool) {
    self.name = name
    self.declared = declared
    self.found = found
    self.holds = holds
  }
}

extension DeclaredIdentity {
  /// The declared facts in order, each compared with what a recorder says of itself.
  package func facts(of found: DeviceIdentity) -> [IdentityFact] {
    func fact(_ name: String, _ declared: String?, _ found: String, _ agree: (String) -> Bool) -> IdentityFact? {
      declared.map { IdentityFact(name: name, declared: $0, found: found, holds: agree($0)) }
    }
    return [
      fact("serial", serial, found.serial, found.hasSerial),
      fact("mac", mac, found.mac) { DeviceIdentity.normalizedMAC($0) == found.mac },
      fact("model", model, found.model) { $0 == found.model },
      fact("firmware", firmware, found.firmware) { FirmwareRange($0)?.contains(found.firmware) == true },
    ].compactMap(\.self)
  }
}
