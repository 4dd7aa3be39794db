import ISAPI

/// What recorders accept as a password (isapi.md 2.5).
enum PasswordRule {
  /// Why a password is refused; nil when it is not.
  static func refusal(of password: String, for username: String) -> Refusal? {
    if password.utf8.count < 8 { return .content("userPwdLenUnder8") }
    if password.utf8.count > 16 { return .content("passwordLenNoMoreThan16") }
    if !password.utf8.allSatisfy({ (33...126).contains($0) }) { return .content("passwordInvalid") }
    if password == username { return .content("userPwdNameSame") }
    if password == String(username.reversed()) { return .content("userPwdNameMirror") }
    if classes(in: password) < 2 { return .content("riskPassword") }
    return nil
  }

  /// Of how many kinds its characters are.
  static func classes(in password: String) -> Int {
    var found = Set<Int>()
    for character in password {
      if character.isNumber {
        found.insert(0)
      } else if character.isLowercase {
        found.insert(1)
      } else if character.isUppercase {
        found.insert(2)
      } else {
        found.insert(3)
      }
    }
    return found.count
  }
}
