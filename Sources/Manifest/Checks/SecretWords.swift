import Diagnostics
import Settings

/// How a secret is spoken of, and a variable it might be kept in.
struct SecretWords {
  /// Whose password it is: `the admin password`.
  let subject: String
  /// The key that holds it.
  let key: String
  /// A variable of a fitting name, such as `NVR_1_ADMIN`.
  let variable: String

  init(_ field: FieldDescription, in manifest: String) {
    let steps = field.path.split(separator: ".")
    key = steps.last.map(String.init) ?? ""
    let isOld = key == "previousPassword"
    let owner: (words: String, variable: String) =
      switch steps.first {
      case "admin": isOld ? ("the previous admin password", "ADMIN_OLD") : ("the admin password", "ADMIN")
      case "users[]": ("the password of a user", "USER")
      default: ("the password of a camera", "CAMERAS")
      }
    subject = owner.words
    variable = Self.variable(owner.variable, in: manifest)
  }

  /// A variable for the admin password of a recorder, such as `NVR_1_ADMIN`.
  static func adminVariable(in manifest: String) -> String { variable("ADMIN", in: manifest) }

  private static func variable(_ owner: String, in manifest: String) -> String {
    let prefix = manifest.uppercased().replacing("-", with: "_")
    let isName = prefix.first?.isLetter ?? false
    return isName ? prefix + "_" + owner : owner
  }
}

extension Diagnostic {
  static func literalSecret(_ words: SecretWords, at range: SourceRange) -> Self {
    .error(
      "NVR0305", "\(words.subject) is written in the file", at: range, label: "a literal is never accepted",
      help: [
        "write instead:  \(words.key): {env: \(words.variable)}",
        "the value is in the history now, if the file was committed: rotate it",
      ],
      hidesText: true)
  }
}
