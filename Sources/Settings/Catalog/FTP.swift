package import ISAPI

/// Uploads of pictures to a server (isapi.md 6.1).
package struct FTP: ServiceSwitch {
  package var enabled: Bool?

  package init() {}

  package static let key = "ftp"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/ftp"
  package static let subject = "FTPNotification"
  package static let keptAtRecorder: String? = "server and account are kept"
  package static let documentation = "Uploads of pictures to an FTP server."
  package static let feature = Feature.ftp
}
