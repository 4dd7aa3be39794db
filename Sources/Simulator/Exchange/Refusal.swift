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
  /// The user may not do this.
  static let lowPrivilege = operation("lowPrivilege")
  /// The resource has no such method.
  static let methodNotAllowed = operation("methodNotAllowed")
  /// The body is not XML.
  static let malformed = Self(status: 400, code: 5, "badXmlFormat")
  /// The catch-all of the device, also for partial documents (domain.md 8.6).
  static let deviceError = Self(status: 500, code: 3, "deviceError")
  /// The device is not ready yet.
  static let busy = Self(status: 503, code: 2, "deviceBusy")
  /// There is no administrator yet (isapi.md 2.4).
  static let notActivated = operation("notActivated")
}
