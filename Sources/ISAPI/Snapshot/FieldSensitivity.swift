import XML

/// Tells by name and text whether a field of a document may leave the house.
enum FieldSensitivity {
  /// What an element without children holds that must be masked, nil where it may be seen.
  static func kind(of element: XMLElement, at endpoint: Endpoint) -> MaskedField.Kind? {
    let text = element.text
    guard !isHarmless(text) else { return nil }
    if isEmailAddress(text) { return .emailAddress }
    // Capabilities tell of fields, not what is in them.
    if endpoint.path.lowercased().hasSuffix("capabilities") { return nil }
    let name = element.localName.lowercased()
    if isSecret(name, text) { return .password }
    if isKey(name) { return endpoint.path.lowercased().contains("wireless") ? .wirelessKey : .key }
    if name.contains("token") || ["sessionid", "cookie"].contains(name) { return .token }
    if ["verificationcode", "authcode", "operatecode"].contains(name) { return .verificationCode }
    if isForeignAccount(name, endpoint), text.lowercased() != "admin" { return .account }
    return MaskedURL.isMasked(text) || MaskedURL(text) != nil ? .credentials : nil
  }

  /// Flags and blanks tell nothing of anybody.
  private static func isHarmless(_ text: String) -> Bool {
    text.allSatisfy(\.isWhitespace) || ["true", "false"].contains(text.lowercased())
  }

  private static func isSecret(_ name: String, _ text: String) -> Bool {
    // Such as `passwordLevel`, `pwdLen`: about a password, and not one.
    let isAbout = ["level", "len", "length", "num", "times", "validity", "period", "strength", "type", "mode"]
      .contains(where: name.hasSuffix)
    return !isAbout
      && ["password", "passwd", "passphrase", "secret", "community"].contains(where: name.contains)
      || name == "pwd" || name.hasSuffix("psw")
  }

  private static func isKey(_ name: String) -> Bool {
    name.hasSuffix("key") || name == "salt" || name == "salt2"
  }

  /// Names of the recorder's own accounts are part of its configuration; those at other devices are half a way in.
  private static func isForeignAccount(_ name: String, _ endpoint: Endpoint) -> Bool {
    ["username", "accountname", "loginname"].contains(name) && !endpoint.path.lowercased().hasPrefix("/isapi/security")
  }

  private static func isEmailAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
      && text.allSatisfy { !$0.isWhitespace && $0 != "/" && $0 != ":" }
  }
}

/// A URL, or the path of one, whose credentials are masked; nil where there are none.
struct MaskedURL {
  let text: String

  init?(_ url: String) {
    guard url.contains("://") || url.hasPrefix("/") else { return nil }
    let masked = Self.withoutParameters(Self.withoutUser(url))
    if masked == url { return nil }
    text = masked
  }

  /// Whether a URL was masked before.
  static func isMasked(_ url: String) -> Bool {
    (url.contains("://") || url.hasPrefix("/")) && SnapshotMask.isMask(url)
  }

  private static func withoutUser(_ url: String) -> String {
    guard let start = url.firstRange(of: "://")?.upperBound else { return url }
    let authority = url[start...].prefix { $0 != "/" && $0 != "?" }
    guard let end = authority.lastIndex(of: "@") else { return url }
    return url[..<start] + SnapshotMask.word + url[end...]
  }

  private static func withoutParameters(_ url: String) -> String {
    guard let mark = url.firstIndex(of: "?") else { return url }
    let pairs = url[url.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false).map { pair in
      let name = pair.prefix { $0 != "=" }
      return ["format", "mode"].contains(name.lowercased()) || name.count == pair.count
        ? String(pair) : "\(name)=\(SnapshotMask.word)"
    }
    return url[...mark] + pairs.joined(separator: "&")
  }
}
