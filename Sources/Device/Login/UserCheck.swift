import FoundationEssentials
import ISAPI

/// What a device tells about logins to somebody who has not logged in (isapi.md 1.4).
///
/// The answer to `userCheck` without credentials carries the challenge, and on many recorders the tries left and the
/// lock as well. They are those of the address the request came from, and so are only a warning: they never give a
/// password more tries than the ledger does.
struct UserCheck: Sendable {
  static let request = Request.get("/ISAPI/Security/userCheck")

  private let answer: Response
  /// What the body tells, nil where it tells nothing.
  let status: ResponseStatus?

  init(_ answer: Response) {
    self.answer = answer
    status = ResponseStatus(parsing: answer)
  }

  /// Whether asking again is of no use: the device has no such resource, or one that tells nothing.
  ///
  /// A device that is busy, in trouble or not activated may have it later.
  var isMissing: Bool {
    guard let status else { return answer.status < 500 || answer.status == 501 }
    let tells = status.isLocked || status.retriesLeft != nil
    return !tells && answer.status < 500 && status.statusCode != 2
      && status.subStatusCode.lowercased() != "notactivated"
  }
}

extension Response {
  /// How many seconds the device's clock is ahead; nil where it tells no time, or is off by too little to upset logins.
  func clockSkew(at now: Date) -> Int? {
    guard let date = headers["Date"].flatMap(HTTPDate.init(parsing:))?.date else { return nil }
    let skew = date.timeIntervalSince(now)
    return abs(skew) < 300 ? nil : Int(max(min(skew, 1e9), -1e9))
  }
}
