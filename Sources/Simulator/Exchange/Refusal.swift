/// A request the recorder does not carry out, with the words it finds for that (isapi.md 1.6, 1.7).
struct Refusal: Error, Hashable {
  var status: Int
  var code: Int
  var subStatus: String

  init(status: Int, code: Int, _ subStatus: String) {
    self.status = status
    self.code = code
    self.subStatus = subStatus
  }

  /// A value or structure that is not taken.
  static func content(_ subStatus: String = "badXmlContent") -> Self { Self(status: 400, code: 6, subStatus) }

  /// Something that may not be done here.
  static func operation(_ subStatus: String) -> Self { Self(status: 403, code: 4, subStatus) }

  /// The usual answer for an unknown resource.
  static let notSupport = operation("notSupport")
  static let lowPrivilege = operation("lowPrivilege")
  static let methodNotAllowed = operation("methodNotAllowed")
  static let malformed = Self(status: 400, code: 5, "badXmlFormat")
  static let deviceError = Self(status: 500, code: 3, "deviceError")
  static let busy = Self(status: 503, code: 2, "deviceBusy")
  static let notActivated = operation("notActivated")
}
