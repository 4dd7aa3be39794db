/// The kinds of manifest.
package enum ManifestKind: String, Sendable, Hashable, CaseIterable {
  case site = "Site"
  case profile = "Profile"
  case recorder = "Recorder"
  case policy = "Policy"

  /// The keys below its `spec`; nil where they are not looked at.
  var keys: KeyTree? {
    switch self {
    case .site: SpecKeys.site
    case .profile: SpecKeys.profile
    case .recorder: SpecKeys.recorder
    case .policy: nil
    }
  }

  /// The kind in running text: `site`, `profile`.
  var word: String { rawValue.lowercased() }
}
