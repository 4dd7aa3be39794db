package import FoundationEssentials
package import ISAPI

/// What was looked at before a plan that may cost the way to the recorder; whatever is nil was not found out.
package struct ResetSurvey: Sendable, Hashable {
  /// The other addresses at which the recorder may be looked for, and whether somebody answers there now.
  package var probes: [AddressProbe]
  /// The address a recorder has after a full reset, and whether somebody answers there now.
  package var defaultAddress: AddressProbe?
  /// Logins that may still fail before the account is locked.
  package var triesLeft: Int?
  package var storage: StorageSummary?
  /// When the oldest footage was recorded.
  package var oldestFootage: Date?
  /// Whether the recorder exports its configuration as a file.
  package var exportsConfiguration: Bool?
  /// Whether the recorder runs on this machine, so that no network can come between.
  package var isLocal: Bool
  /// The ways to the recorder beside the one it was found by.
  package var ways: OtherWays
  /// Whether the recorder was heard announcing itself, so that it can be found wherever its address is.
  package var isAnnounced: Bool {
    get { ways.isAnnounced }
    set { ways.isAnnounced = newValue }
  }

  package init(
    probes: [AddressProbe] = [], defaultAddress: AddressProbe? = nil, triesLeft: Int? = nil,
    storage: StorageSummary? = nil, oldestFootage: Date? = nil, exportsConfiguration: Bool? = nil,
    isLocal: Bool = false, isAnnounced: Bool = false, ways: OtherWays = OtherWays()
  ) {
    self.probes = probes
    self.defaultAddress = defaultAddress
    self.triesLeft = triesLeft
    self.storage = storage
    self.oldestFootage = oldestFootage
    self.exportsConfiguration = exportsConfiguration
    self.isLocal = isLocal
    self.ways = ways
    if isAnnounced { self.ways.isAnnounced = true }
  }
}

/// Whether somebody answers at an address.
package struct AddressProbe: Sendable, Hashable {
  package var address: DeviceAddress
  package var answers: Bool

  package init(_ address: DeviceAddress, answers: Bool) {
    self.address = address
    self.answers = answers
  }
}

/// The disks of a recorder taken together.
package struct StorageSummary: Sendable, Hashable {
  package var disks: Int
  /// MiB, as recorders count (isapi.md 7.9).
  package var capacity: Int
  /// MiB that hold footage; a recorder that overwrites has all of them in use.
  package var used: Int

  package init(disks: Int, capacity: Int, used: Int) {
    self.disks = disks
    self.capacity = capacity
    self.used = used
  }
}
