/// What the device says about a request, whatever the HTTP status (isapi.md 1.6).
package struct ResponseStatus: Sendable, Hashable {
  /// 0 and 1 done, 2 busy, 3 device error, 4 invalid operation, 5 invalid format, 6 invalid content, 7 reboot required.
  package var statusCode: Int
  package var statusString: String
  /// The finer reason, such as `notSupport`; compared without regard to case.
  package var subStatusCode: String
  /// The id of what a POST created.
  package var id: String?
  /// Free text where there is any.
  package var detail: String
  /// Tries left before a lock, from either spelling (isapi.md 1.5).
  package var retriesLeft: Int?
  /// Seconds until a lock ends, from either spelling.
  package var unlockSeconds: Int?
  /// Whether the device says that the account is locked.
  package var isLocked: Bool
  /// Whether a `userCheck` says that the login is refused, which some firmware does under HTTP 200 (isapi.md 1.4).
  package var refusesLogin: Bool

  package init(
    statusCode: Int, statusString: String = "", subStatusCode: String = "", id: String? = nil, detail: String = "",
    retriesLeft: Int? = nil, unlockSeconds: Int? = nil, isLocked: Bool = false, refusesLogin: Bool = false
  ) {
    self.statusCode = statusCode
    self.statusString = statusString
    self.subStatusCode = subStatusCode
    self.id = id
    self.detail = detail
    self.retriesLeft = retriesLeft
    self.unlockSeconds = unlockSeconds
    self.isLocked = isLocked
    self.refusesLogin = refusesLogin
  }
}
