/// A recorder that does not let us in.
package struct LoginRefused: Error, Sendable {
  /// Why, as far as the device or the ledger tells.
  package enum Reason: Sendable, Hashable {
    /// The password is not the right one.
    case wrongPassword
    /// The account or this address is locked.
    case locked
    /// The ledger allows no further try; nothing was sent.
    case budgetSpent
    /// The device offers no scheme that may be used.
    case noUsableScheme
  }

  package var reason: Reason
  package var address: DeviceAddress
  package var username: String
  /// Tries left as told by the device or counted by the ledger.
  package var triesLeft: Int?
  /// Seconds until the lock ends, where the device tells.
  package var unlockSeconds: Int?

  package init(
    _ reason: Reason, address: DeviceAddress, username: String, triesLeft: Int? = nil, unlockSeconds: Int? = nil
  ) {
    self.reason = reason
    self.address = address
    self.username = username
    self.triesLeft = triesLeft
    self.unlockSeconds = unlockSeconds
  }
}
