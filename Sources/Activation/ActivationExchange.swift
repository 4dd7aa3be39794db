/// Which of the two exchanges a device speaks (isapi.md 2.2 and 2.3).
package enum ActivationExchange: Sendable, Hashable, CaseIterable {
  /// RSA-1024 and AES-128-ECB with zero padding.
  case legacy
  /// RSA-3072 and AES-CBC with PKCS#7 padding.
  case version3

  /// The exchange for what `activateStatus` says; 3 is the only other version that is known (isapi.md 15).
  package init(supportVersion: Int?) {
    self = (supportVersion ?? 0) >= 3 ? .version3 : .legacy
  }

  /// The length of the client's RSA key in bits.
  package var keyBits: Int {
    switch self {
    case .legacy: 1024
    case .version3: 3072
    }
  }

  /// How many hexadecimal digits the device's random text may have.
  var randomLengths: Set<Int> {
    switch self {
    case .legacy: [32]
    case .version3: [32, 48, 64]
    }
  }
}

/// An activation that cannot go on.
package struct ActivationFailure: Error, Sendable, Hashable {
  /// What was wrong with what the other side sent, or with the password.
  package enum Reason: Sendable, Hashable {
    /// The text is not base64 of hexadecimal digits, or not of the right length.
    case unreadableText
    /// The client's key is not one of the length that the exchange asks for.
    case badPublicKey
    /// The encryption could not be undone.
    case undecryptable
    /// The random text of the device is not what the exchange asks for.
    case badRandomText
    /// The password does not come with the random text of this challenge.
    case wrongChallenge
    /// The password holds something other than printable ASCII (isapi.md 2.5).
    case unusablePassword
  }

  package var reason: Reason

  package init(_ reason: Reason) { self.reason = reason }
}
