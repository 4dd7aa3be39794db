package import FoundationEssentials
package import ISAPI
package import Settings

/// Ordered steps from what a recorder is to what it should be; a value, and a file.
///
/// The same inputs give the same bytes and the same id. A plan is bound to the manifests, the recorder, every field
/// read from it, the version of nvrctl and an expiry, and is used once (design 5).
package struct Plan: Sendable, Hashable {
  /// The version of the file format; another major version is refused.
  package static let formatVersion = 1

  package var formatVersion = Plan.formatVersion
  package var kind = "Plan"
  /// Two groups of four hex digits from the digest of everything but `createdAt`, such as `c210-4be7`.
  package var id: String
  /// The whole digest behind the id, lower-case hex; a changed file no longer fits it.
  package var digest: String
  /// A digest of the whole file, times and ids included, so that no byte of it can change unnoticed.
  package var seal: String
  package var mode: Mode
  package var target: Target
  package var binding: Binding
  /// When the plan was made; not part of the digest.
  package var createdAt: Date
  /// Behind this moment the plan is refused.
  package var notAfter: Date
  package var gates: [Gate]
  package var steps: [PlanStep]
  /// Everything declared, so that applying can read the bound fields again and verify the whole at the end.
  package var settings: [DesiredSetting]
  /// What is on the recorder and stays, because no manifest names it.
  package var unmanaged: [Unmanaged]
  /// What is only wanted off and is not there at all.
  package var notApplicable: [NotApplicable]
  /// What is wanted and cannot be had; a plan with any of these cannot be applied.
  package var impossible: [Impossible]
  /// What was seen on the recorder and should be known, and asks for nothing to be written.
  package var remarks: [Remark] = []
  /// The remarks that a person should do something about.
  package var warnings: [Remark] { remarks.filter(\.isWarning) }
  /// How many declared fields are already as wanted.
  package var sameCount: Int
  package var cost: Cost
  /// How the wanted state is reached.
  package enum Mode: String, Sendable, Hashable, Codable {
    case inPlace
    /// The recorder was found inactive: activation, then every setting.
    case provision
    /// Factory reset of everything, then as `provision`.
    case resetFull
    /// Factory reset that keeps network and users.
    case resetBasic

    /// Whether the plan contains a factory reset.
    package var isReset: Bool { self == .resetFull || self == .resetBasic }
  }

  /// The recorder a plan is for, and the ways to it.
  package struct Target: Sendable, Hashable {
    /// `site/name` of the manifest.
    package var name: String
    package var identity: DeclaredIdentity
    /// What the recorder said of itself; nil when it was inactive and says nothing.
    package var found: DeviceIdentity?
    /// Where it was found.
    package var address: DeviceAddress
    /// Where to look for it, in order.
    package var addresses: [DeviceAddress]
    /// Whether it may also be looked for where it announces itself.
    package var secondWayIn: SecondWayIn
    package var account: DeclaredAccount
    /// Which password it took.
    package var login: DeviceSnapshot.Login
    /// Seconds an address may take to answer after a move.
    package var confirmWindow: Int
    package var verification: DeclaredVerification

    package init(
      name: String, identity: DeclaredIdentity, found: DeviceIdentity?, address: DeviceAddress,
      addresses: [DeviceAddress], secondWayIn: SecondWayIn, account: DeclaredAccount, login: DeviceSnapshot.Login,
      confirmWindow: Int, verification: DeclaredVerification
    ) {
      self.name = name
      self.identity = identity
      self.found = found
      self.address = address
      self.addresses = addresses
      self.secondWayIn = secondWayIn
      self.account = account
      self.login = login
      self.confirmWindow = confirmWindow
      self.verification = verification
    }
  }

  /// What must still be true when the plan is applied.
  package struct Binding: Sendable, Hashable, Codable {
    /// SHA-256 of the merged manifest.
    package var manifest: String
    /// SHA-256 over all fields read.
    package var snapshot: String
    /// The version of nvrctl that made the plan.
    package var tool: String
    /// A short digest of each live field, by path, so that a moved one can be named.
    package var fields: [String: String]

    package init(manifest: String, snapshot: String, tool: String, fields: [String: String]) {
      self.manifest = manifest
      self.snapshot = snapshot
      self.tool = tool
      self.fields = fields
    }
  }

  /// An item of the recorder that no manifest names.
  package struct Unmanaged: Sendable, Hashable, Codable {
    /// Such as `users.guest2` or `cameras[5]`.
    package var path: String
    package var summary: String

    package init(path: String, summary: String) {
      self.path = path
      self.summary = summary
    }
  }

  /// Declared fields that the recorder has no place for, without harm.
  package struct NotApplicable: Sendable, Hashable, Codable {
    package var paths: [String]
    package var reason: String
    /// Where the reason comes from, for programs.
    package var origin: Origin?

    package init(paths: [String], reason: String, origin: Origin? = nil) {
      self.paths = paths
      self.reason = reason
      self.origin = origin
    }
  }

  /// Something seen on the recorder that people should know.
  package struct Remark: Sendable, Hashable, Codable {
    /// What it is about, such as `time.offset` or `cameras[5]`.
    package var path: String
    package var text: String
    /// Whether a person should do something about it.
    package var isWarning: Bool

    package init(path: String, text: String, isWarning: Bool = false) {
      self.path = path
      self.text = text
      self.isWarning = isWarning
    }
  }

  /// Declared fields that the recorder cannot have.
  package struct Impossible: Sendable, Hashable, Codable {
    package var item: DesiredItem
    package var paths: [String]
    package var reason: String

    package init(item: DesiredItem, paths: [String], reason: String) {
      self.item = item
      self.paths = paths
      self.reason = reason
    }
  }

  /// What applying takes.
  package struct Cost: Sendable, Hashable, Codable {
    package var seconds: Int
    package var reboots: Int
    /// Seconds without recording.
    package var recordingGap: Int
    /// Logins at most.
    package var logins: Int

    package init(seconds: Int, reboots: Int, recordingGap: Int, logins: Int) {
      self.seconds = seconds
      self.reboots = reboots
      self.recordingGap = recordingGap
      self.logins = logins
    }
  }
}
