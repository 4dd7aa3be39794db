import Host

/// What cameras want of a password.
enum CameraPassword {
  /// Why a channel cannot use a password with a protocol; nil where it can (isapi.md 7.2).
  static func obstacle(_ secret: Secret, with cameraProtocol: CameraProtocol) -> String? {
    guard cameraProtocol == .hikvision, secret.reveal().utf8.count < 8 else { return nil }
    return "the password is shorter than the 8 characters that the protocol hikvision wants: "
      + "give the camera a longer one, or write  protocol: onvif"
  }

  /// Why a camera would refuse a first password; nil where it would not (isapi.md 2.5).
  static func weakness(_ secret: Secret, of username: String) -> String? {
    let password = secret.reveal()
    let name = username.lowercased()
    if !(8...16).contains(password.utf8.count) { return "the first password of a camera has 8 to 16 characters" }
    if !password.utf8.allSatisfy({ (33...126).contains($0) }) {
      return "the first password of a camera has no characters but letters, digits and signs"
    }
    if password.lowercased().contains(name) || password.lowercased() == String(name.reversed()) {
      return "the first password of a camera does not have the user name in it"
    }
    let kinds = Set(password.map { $0.isNumber ? 0 : $0.isLowercase ? 1 : $0.isUppercase ? 2 : 3 })
    return kinds.count < 2 ? "the first password of a camera has two kinds of characters at least" : nil
  }
}
