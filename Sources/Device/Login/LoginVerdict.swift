import ISAPI

/// What the answer to a request with credentials says about them.
enum LoginVerdict: Sendable, Hashable {
  /// The device took the password, whatever it made of the request.
  case accepted
  /// The device refused the password.
  case refused
  /// The account or this address is locked.
  case locked
  /// The device has not looked at the password: it is in trouble, or something else answered.
  case notJudged
  /// A refusal that may be of the password or not; it counts as a try.
  case unclear

  init(_ answer: Response, _ status: ResponseStatus?) {
    let reason = status?.subStatusCode.lowercased() ?? ""
    if status?.isLocked == true {
      self = .locked
    } else if answer.status == 401 || status?.refusesLogin == true || Self.refusals.contains(reason) {
      self = .refused
    } else if Self.noJudgement.contains(reason) || answer.status >= 500 {
      self = .notJudged
    } else if answer.status == 403, status == nil {
      self = .unclear
    } else if (200..<300).contains(answer.status) {
      self = Self.isWebPage(answer) ? .notJudged : .accepted
    } else {
      self = status == nil ? .notJudged : .accepted
    }
  }

  /// Reasons that mean the password, under whatever status (isapi.md 1.7).
  private static let refusals: Set<String> = ["badauthorization", "incorrentusernameorpassword"]
  /// Reasons that stand before any look at the password (isapi.md 1.7).
  private static let noJudgement: Set<String> = [
    "notactivated", "maxsessionuserlink", "loginnumexceedlimit", "upgrading", "serviceunavailable", "devicebusy",
  ]

  private static func isWebPage(_ answer: Response) -> Bool {
    String(decoding: answer.body.prefix(256), as: UTF8.self).lowercased().contains("<html")
  }
}
