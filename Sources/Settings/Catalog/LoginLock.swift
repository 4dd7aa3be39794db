package import ISAPI
import XML

/// The lock behind wrong passwords (isapi.md 1.5).
package struct LoginLock: DocumentSetting {
  package var enabled: Bool?
  package var maxAttempts: Int?

  package init() {}

  package static let key = "loginLock"
  package static let section = Section.access
  package static let stage = Stage.plain
  package static let endpoint: Endpoint = "/ISAPI/Security/illegalLoginLock"
  package static let subject = "IllegalLoginLock"
  package static let feature = Feature("lock behind wrong passwords")

  package static let fields: [Field<Self>] = [
    Field(
      "security.loginLock.enabled", \.enabled, .boolean, .switch("enabled"),
      "Whether wrong passwords lock an account for about half an hour; leave it on."),
    // Devices take 3 and up, but nvrctl leaves three tries unused and could not log in any more.
    Field(
      "security.loginLock.maxAttempts", \.maxAttempts, .integer(in: 5...20),
      .element("maxIllegalLoginTimes", as: .integer(in: 0...100)),
      "How many wrong passwords lock an account: 5 to 20, of which nvrctl itself never uses the last three."),
  ]
}
