/// A value that must not be seen: it has no description and cannot be encoded.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let value: String

  package init(_ value: String) { self.value = value }

  /// Hands the value to the one place that needs it.
  package func reveal() -> String { value }

  package var description: String { "<secret>" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Where a secret is to be found when it is needed.
package enum SecretReference: Sendable, Hashable {
  /// An environment variable.
  case environment(String)
  /// A file, relative to the manifest that names it.
  case file(String)
  /// The standard output of a program, given as an argument list.
  case command([String])

  /// The reference as shown in plans: `env:NAME`, `file:path`, `exec:program`.
  package var text: String {
    switch self {
    case .environment(let name): "env:\(name)"
    case .file(let path): "file:\(path)"
    case .command(let arguments): "exec:\(arguments.first ?? "")"
    }
  }
}
