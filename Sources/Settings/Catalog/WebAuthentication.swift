package import ISAPI

/// How browsers, clients and nvrctl itself log in (isapi.md 1.2).
package struct WebAuthentication: DocumentSetting {
  package var mode: AuthenticationMode?
  package var algorithm: AuthenticationAlgorithm?

  package init() {}

  package static let key = "webAuthentication"
  package static let section = Section.access
  package static let stage = Stage.access
  package static let endpoint: Endpoint = "/ISAPI/Security/webCertificate"
  package static let subject = "WebCertificate"
  package static let feature = Feature("choice of web logins")

  package static let fields: [Field<Self>] = [
    Field(
      "security.webAuthentication.mode", \.mode, .choice, .certificateType,
      "How clients log in: `digest`, or `digest/basic`, which lets passwords go in clear over HTTP."),
    Field(
      "security.webAuthentication.algorithm", \.algorithm, .choice, .algorithmType,
      "What Digest is computed with, on recorders that offer a choice: `md5`, `sha256` or `md5/sha256`."),
  ]
}
