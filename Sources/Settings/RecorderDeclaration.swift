package import Diagnostics
package import Host
package import ISAPI

/// Everything the merged manifests say of one recorder: what the manifest layer makes and the planner takes.
package struct RecorderDeclaration: Sendable, Hashable, Codable {
  /// The name of the `Recorder` manifest.
  package var name: String
  /// The name of its site, nil where it has none.
  package var site: String?
  /// Where the manifest stands, for messages about the recorder as a whole.
  package var range: SourceRange
  package var identity: DeclaredIdentity
  /// Where to look for the recorder, in order.
  package var addresses: [DeviceAddress]
  /// Whether SADP may serve as a second way in.
  package var secondWayIn: SecondWayIn
  package var account: DeclaredAccount
  package var reset: ResetPolicy
  /// What a reset must not touch without being told, such as `footage`.
  package var protected: [String]
  /// How long an address may take to answer after a move before it is put back, in seconds.
  package var confirmWindow: Int
  package var verification: DeclaredVerification
  /// One entry for each setting that the manifests mention, in catalogue order.
  package var settings: [DesiredSetting]
  /// The merged `spec` in canonical text; its digest binds a plan to the manifests.
  package var canonicalText: String

  package init(
    name: String, site: String?, range: SourceRange, identity: DeclaredIdentity, addresses: [DeviceAddress],
    secondWayIn: SecondWayIn, account: DeclaredAccount, reset: ResetPolicy, protected: [String],
    confirmWindow: Int, verification: DeclaredVerification, settings: [DesiredSetting], canonicalText: String
  ) {
    self.name = name
    self.site = site
    self.range = range
    self.identity = identity
    self.addresses = addresses
    self.secondWayIn = secondWayIn
    self.account = account
    self.reset = reset
    self.protected = protected
    self.confirmWindow = confirmWindow
    self.verification = verification
    self.settings = settings
    self.canonicalText = canonicalText
  }

  /// The name as shown: `site/name`, or the name alone.
  package var fullName: String { site.map { "\($0)/\(name)" } ?? name }
}

/// What the manifest says the recorder is; what is nil is not checked.
package struct DeclaredIdentity: Sendable, Hashable, Codable {
  /// Required for anything that writes (product.md D2.6).
  package var serial: String?
  /// Lower case with colons.
  package var mac: String?
  package var model: String?
  /// A range such as `>=4.30.085 <5`.
  package var firmware: String?
  /// Where the serial stands, or the manifest where there is none.
  package var range: SourceRange

  package init(serial: String?, mac: String?, model: String?, firmware: String?, range: SourceRange) {
    self.serial = serial
    self.mac = mac
    self.model = model
    self.firmware = firmware
    self.range = range
  }
}

/// The account nvrctl works with, and the two rungs of its password ladder.
package struct DeclaredAccount: Sendable, Hashable, Codable {
  package var username: String
  /// nil where the manifest gives none, which allows nothing that contacts a recorder.
  package var password: SecretReference?
  package var previousPassword: SecretReference?
  /// Where the password stands.
  package var range: SourceRange?

  package init(
    username: String, password: SecretReference?, previousPassword: SecretReference?, range: SourceRange?
  ) {
    self.username = username
    self.password = password
    self.previousPassword = previousPassword
    self.range = range
  }
}

/// Whether a reset may ever be planned (product.md D2.7).
package enum ResetPolicy: String, Sendable, Hashable, Codable, CaseIterable {
  case never
  case onRequest
}

/// The other way to a recorder that is proved before its address moves.
package enum SecondWayIn: String, Sendable, Hashable, Codable, CaseIterable {
  case sadp
  case none
}

/// What to look at after an apply, beyond the settings themselves.
package struct DeclaredVerification: Sendable, Hashable, Codable {
  /// Seconds of watching after the last step; nil for none.
  package var burnIn: Int?
  /// Whether every declared camera must be online.
  package var camerasOnline: Bool
  /// Whether every declared camera must record.
  package var recording: Bool
  /// The largest allowed clock offset in seconds; nil for unchecked.
  package var clockOffset: Double?
  /// The clock offset in seconds from which on plans warn; nil where `clockOffset` says it.
  package var maxOffset: Double?

  package init(
    burnIn: Int? = nil, camerasOnline: Bool = false, recording: Bool = false, clockOffset: Double? = nil,
    maxOffset: Double? = nil
  ) {
    self.burnIn = burnIn
    self.camerasOnline = camerasOnline
    self.recording = recording
    self.clockOffset = clockOffset
    self.maxOffset = maxOffset
  }
}
