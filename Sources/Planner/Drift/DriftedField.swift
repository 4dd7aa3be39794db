package import Diagnostics
package import FoundationEssentials

/// One value that is not as declared, and how it stood when the recorder was applied last.
package struct DriftedField: Sendable, Hashable {
  /// Such as `services.upnp.enabled` or `cameras[2].name`; the item alone where it came or went as a whole.
  package var path: String
  /// The path of the field in its setting's table, such as `cameras[].name`; nil for an item as a whole.
  package var field: String?
  /// The setting it belongs to, by its key in the catalogue.
  package var setting: String
  package var kind: Kind
  /// What the manifests say; nil where they want nothing there.
  package var declared: String?
  /// What the recorder has; nil where it has nothing.
  package var live: String?
  /// What the last apply left; nil where nothing is known of it.
  package var applied: String?
  package var origin: Origin
  /// Where the declared value stands, and the layer that won.
  package var source: SourceRange?
  package var layer: String
  /// Since when, and who did it, as far as the recorder's log tells.
  package var cause = DriftCause(.unexplained)

  /// In which way the recorder differs.
  package enum Kind: String, Sendable, Hashable, Codable {
    /// It has another value.
    case differs
    /// It lacks a declared item.
    case missing
    /// It has an item that is to be removed.
    case surplus
    /// It takes the previous password of the account.
    case secret
  }

  /// Which side moved since the last apply.
  package enum Origin: String, Sendable, Hashable, Codable {
    case device
    case manifest
    case both
    /// There is no last apply, or it knew nothing of the value.
    case neverApplied

    /// Whether the recorder is not as the last apply left it.
    package var isOfDevice: Bool { self == .device || self == .both }
  }
}

/// An item on the recorder that no manifest names and that stays there.
package struct UnmanagedItem: Sendable, Hashable {
  /// Such as `users.guest2` or `cameras[5]`.
  package var path: String
  package var summary: String
  /// Whether it was not there at the last apply; nil where nobody can tell.
  package var isNew: Bool?
  /// The setting it belongs to, by its key in the catalogue.
  package var setting: String
  package var cause = DriftCause(.unexplained)
}

/// What likely brought a difference about.
package struct DriftCause: Sendable, Hashable {
  package var kind: Kind
  /// The entry of the recorder's log that tells of it.
  package var entry: DatedLogEntry?
  /// The time of the first entry that could be meant, where none can be missing; nil where one can.
  package var earliest: Date?
  /// Whether no other entry could be meant, and none can be missing: the difference is as old as the entry.
  package var isCertain: Bool { entry != nil && earliest == entry?.date }
  /// Entries of other people or other places that could be meant as well.
  package var others = 0

  package init(_ kind: Kind) { self.kind = kind }

  /// What kind of act.
  package enum Kind: String, Sendable, Hashable, Codable {
    /// Somebody at the recorder itself.
    case localChange
    /// Somebody, or some product, over the network.
    case remoteChange
    /// Defaults were restored or a factory reset was made.
    case reset
    /// The recorder is as the last apply left it; the manifests moved on.
    case manifestChanged
    /// The value was never applied from here.
    case neverApplied
    /// A later run wrote to the recorder and did not come to its end.
    case unfinishedRun
    /// The log has no entry that fits, or cannot be had.
    case unexplained
  }
}
