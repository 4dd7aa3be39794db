import Settings

/// What the keys that hold other keys are for; the keys that hold values carry their own words.
enum KeyDocumentation {
  /// The words for a key that holds the keys of a tree; a service is told by its switch.
  static func text(of key: String, holding tree: KeyTree) -> String? {
    if let words = texts[key] { return words }
    guard case .value(let field)? = tree["enabled"]?.content else { return nil }
    return field.documentation
  }

  private static let texts = [
    "spec": "What is wanted.",
    "identity": "What the recorder is; nothing is written to another one.",
    "connect": "Where the recorder is found, which need not be where it shall be.",
    "admin": "The account nvrctl works with.",
    "network": "The recorder's own network interface.",
    "time": "Zone, clock and time servers.",
    "services": "Protocols and services, each by its name.",
    "security": "How clients log in, and what becomes of wrong passwords.",
    "loginLock": "The lock behind wrong passwords.",
    "webAuthentication": "How browsers, clients and nvrctl itself log in.",
    "rtspAuthentication": "How players of video streams log in.",
    "sender": "Whom mails come from.",
    "snapshot": "Pictures attached to mails.",
    "users": "Accounts besides the one nvrctl works with.",
    "cameraDefaults": "What holds for every camera that does not say otherwise.",
    "cameras": "The cameras by channel.",
    "record": "When a camera is recorded.",
    "unmanaged": "What to do with things on the recorder that no manifest names.",
    "verify": "What to look at after an apply.",
    "defaults": "What holds for every recorder of the site that does not say otherwise.",
    "window": "When work may be done at the site.",
  ]
}
