package import Diagnostics
import Host
package import Settings

/// Checks the passwords that nvrctl will set, as far as their values are at hand (domain.md 5.1).
package enum PasswordPolicy {
  private static let length = 12...16

  /// What is wrong with the passwords of accounts on recorders; no message tells anything of a value.
  package static func check(
    _ recorders: [RecorderDeclaration], secrets: ResolvedSecrets
  ) -> [Diagnostic] {
    var bag = DiagnosticBag()
    for recorder in recorders {
      if let reference = recorder.account.password, let range = recorder.account.range, let secret = secrets[reference]
      {
        check(secret, of: recorder.account.username, reference, at: range, into: &bag)
      }
      for user in recorder.items(of: "users") {
        guard let field = user["users[].password"], let reference = field.value.secret, let name = user.item,
          let secret = secrets[reference]
        else { continue }
        check(secret, of: name, reference, at: field.range, into: &bag)
      }
      for form in SecretForm.all {
        for item in recorder.settings.filter({ $0.setting == form.setting }).flatMap(\.items) {
          guard let field = item[form.path], let reference = field.value.secret, let secret = secrets[reference],
            !form.fits(secret.reveal())
          else { continue }
          bag.report(.unfitSecret(reference, form, at: field.range))
        }
      }
    }
    return bag.sorted
  }

  /// The settings whose secrets have a form that can be looked at before anything is written.
  package static let settings: Set<String> = Set(SecretForm.all.map(\.setting) + [Users.key])

  private static func check(
    _ secret: Secret, of user: String, _ reference: SecretReference, at range: SourceRange,
    into bag: inout DiagnosticBag
  ) {
    guard let reason = weakness(of: secret.reveal(), user: user) else { return }
    bag.report(.weakPassword(reference, user: user, reason, at: range))
  }

  /// Why a recorder, or good sense, refuses a password; nil where neither does.
  package static func weakness(of password: String, user: String) -> String? {
    let lowercased = password.lowercased()
    if !password.allSatisfy({ $0.isASCII && $0 > " " && $0 != "\u{7F}" }) {
      return "has characters that cannot be typed everywhere"
    }
    if password.count < length.lowerBound { return "is shorter than \(length.lowerBound) characters" }
    if password.count > length.upperBound {
      return "is longer than the \(length.upperBound) characters a recorder takes"
    }
    if lowercased.contains(user.lowercased()) { return "contains the user name" }
    if lowercased.contains("admin") { return "contains \"admin\"" }
    if password.contains("123") { return "contains \"123\"" }
    if classes(in: password) < 3 { return "needs three of upper case, lower case, digits and other characters" }
    let codes = password.unicodeScalars.map { Int($0.value) }
    if hasRun(codes, step: 0, digitsOnly: false) { return "repeats one character four times" }
    if hasRun(codes, step: 1, digitsOnly: true) || hasRun(codes, step: -1, digitsOnly: true) {
      return "has four digits in a row that count up or down"
    }
    return nil
  }

  private static func classes(in password: String) -> Int {
    let kinds = password.map { character in
      if character.isUppercase { return 0 }
      if character.isLowercase { return 1 }
      return character.isNumber ? 2 : 3
    }
    return Set(kinds).count
  }

  private static func hasRun(_ codes: [Int], step: Int, digitsOnly: Bool) -> Bool {
    var length = 1
    for (code, next) in zip(codes, codes.dropFirst()) {
      let counts = next - code == step && (!digitsOnly || (0x30...0x39).contains(code) && (0x30...0x39).contains(next))
      length = counts ? length + 1 : 1
      if length == 4 { return true }
    }
    return false
  }
}

/// The form of a secret that is no password of a person (isapi.md 6.1, 6.3).
private struct SecretForm: Sendable {
  var setting: String
  var path: String
  var lengths: ClosedRange<Int>
  /// Whether it is typed on a small keyboard and has letters and digits only.
  var isPlain: Bool

  static let all = [
    SecretForm(setting: HikConnect.key, path: HikConnect.codePath, lengths: 6...12, isPlain: true),
    SecretForm(setting: ISUP.key, path: ISUP.keyPath, lengths: 8...32, isPlain: false),
  ]

  func fits(_ secret: String) -> Bool {
    lengths.contains(secret.utf8.count)
      && secret.allSatisfy { isPlain ? $0.isASCII && ($0.isLetter || $0.isNumber) : $0.isASCII && $0 > " " }
  }

  var words: String {
    "\(lengths.lowerBound) to \(lengths.upperBound) \(isPlain ? "letters and digits" : "characters without blanks")"
  }
}

extension Diagnostic {
  fileprivate static func unfitSecret(_ reference: SecretReference, _ form: SecretForm, at range: SourceRange) -> Self {
    .error(
      "NVR0311", "\(form.path) is not \(form.words)", at: range, label: "the value of \(reference.text)",
      help: ["a recorder refuses it, and what it refuses leaves the service half set up"])
  }

  fileprivate static func weakPassword(
    _ reference: SecretReference, user: String, _ reason: String, at range: SourceRange
  ) -> Self {
    .error(
      "NVR0310", "the password of \"\(user)\" \(reason)", at: range, label: "the value of \(reference.text)",
      help: ["recorders refuse weak passwords, after a reset at the worst moment"])
  }
}
