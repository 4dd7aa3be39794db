package import ISAPI

/// How players of video streams log in (isapi.md 1.2).
package struct RTSPAuthentication: DocumentSetting {
  package var mode: AuthenticationMode?
  package var algorithm: AuthenticationAlgorithm?

  package init() {}

  package static let key = "rtspAuthentication"
  package static let section = Section.access
  package static let stage = Stage.plain
  package static let endpoint: Endpoint = "/ISAPI/Security/RTSPCertificate"
  package static let subject = "RTSPCertificate"
  package static let feature = Feature("choice of RTSP logins")

  package static let fields: [Field<Self>] = [
    Field(
      "security.rtspAuthentication.mode", \.mode, .choice, .certificateType,
      "How players log in: `digest`, or `digest/basic`, which lets passwords go in clear."),
    Field(
      "security.rtspAuthentication.algorithm", \.algorithm, .choice, .algorithmType,
      "What Digest is computed with, on recorders that offer a choice: `md5`, `sha256` or `md5/sha256`."),
  ]
}
