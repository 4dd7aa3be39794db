/// A recorder that does not let us in.
package struct LoginRefused: Error, Sendable {
  /// Why, as far as the device or the ledger tells.
  package enum Reason: Sendable, Hashable {
    /// The password is not the right one.
    case wrongPassword
    /// The account or this address is locked.
    case locked
    /// The ledger or the device allows no further try; nothing was sent.
    case budgetSpent
    /// The device turned the login away without holding it against the password: it calls every nonce too old, or its
    /// clock is off and its count of tries did not move.
    case notJudged
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
  /// How many seconds the device's clock is ahead, where that is enough to upset logins (domain.md P07).
  package var clockSkew: Int?
  /// Where a person finds the ledger that allows no further try.
  package var ledger: String?
  /// Whether this very password was refused earlier in the run, and so was not sent again.
  package var isRepeated = false

  package init(
    _ reason: Reason, address: DeviceAddress, username: String, triesLeft: Int? = nil, unlockSeconds: Int? = nil,
    clockSkew: Int? = nil, ledger: String? = nil
  ) {
    self.reason = reason
    self.address = address
    self.username = username
    self.triesLeft = triesLeft
    self.unlockSeconds = unlockSeconds
    self.clockSkew = clockSkew
    self.ledger = ledger
  }

  /// What to do before the next try is allowed, where none is.
  package var waitWords: String {
    if let unlockSeconds { return "the next try is allowed in about \(max(1, (unlockSeconds + 59) / 60)) minutes" }
    guard let ledger else { return "wait until the recorder has forgotten the wrong tries, usually for 30 minutes" }
    return "log in by hand with the right password, then remove \(ledger)"
  }

  /// The device's clock in words, empty where it is not known to be off.
  package var clockWords: String {
    guard let clockSkew else { return "" }
    let amount = abs(clockSkew)
    let time = amount < 7200 ? "\(amount / 60) minutes" : "\(amount / 3600) hours"
    return "the recorder's clock is \(time) \(clockSkew > 0 ? "ahead" : "behind")"
  }
}
