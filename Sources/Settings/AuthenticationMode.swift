import XML

/// How clients prove who they are (isapi.md 1.2); one without Digest, which nvrctl itself uses, cannot be asked for.
package enum AuthenticationMode: String, Sendable, CaseIterable {
  case digest
  case digestOrBasic = "digest/basic"
}

/// What Digest is computed with (isapi.md 1.2).
package enum AuthenticationAlgorithm: String, Sendable, CaseIterable {
  case md5
  case sha256
  case either = "md5/sha256"
}

extension DeviceBinding where Value == AuthenticationMode {
  /// The mode of a certificate document, as both kinds of clients have one.
  package static let certificateType = DeviceBinding.element(
    "CertificateType", spelled: [.digest: "digest", .digestOrBasic: "digest/basic"])
}

extension DeviceBinding where Value == AuthenticationAlgorithm {
  /// The algorithm, on recorders that offer a choice.
  package static let algorithmType = DeviceBinding.element(
    "SecurityAlgorithm/algorithmType", spelled: [.md5: "MD5", .sha256: "SHA256", .either: "MD5/SHA256"])
}
