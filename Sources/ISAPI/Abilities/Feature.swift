package import XML

/// Something that some recorders have and others lack.
package struct Feature: Sendable, Hashable {
  /// As people call it, such as `SNMP`; it is in the sentence "DS-… has no SNMP".
  package let name: String
  /// Where the capabilities tell of it; nil where they never do.
  package let sign: Sign?

  package init(_ name: String, _ sign: Sign? = nil) {
    self.name = name
    self.sign = sign
  }

  /// How the capabilities tell of a feature (isapi.md 3.2).
  package struct Sign: Sendable, Hashable {
    /// What the element looks like.
    enum Form: Sendable, Hashable {
      /// `true` or `false`.
      case flag
      /// A number, where 0 is none.
      case count
      /// A list of words, one of which stands for the feature.
      case word(String)
    }

    let path: XMLPath
    let form: Form
    /// Whether capabilities without the element say no.
    ///
    /// That is so where the element came with the feature; a service that is on must not pass for absent because a
    /// flag is missing.
    let silenceMeansNo: Bool

    /// A flag that tells only when it is there.
    package static func flag(_ path: XMLPath) -> Self { Self(path: path, form: .flag, silenceMeansNo: false) }

    /// A flag that only recorders with the feature have.
    package static func flagOfThoseWithIt(_ path: XMLPath) -> Self {
      Self(path: path, form: .flag, silenceMeansNo: true)
    }

    /// A number of things.
    package static func count(_ path: XMLPath) -> Self { Self(path: path, form: .count, silenceMeansNo: false) }

    /// A word in a list that only recorders with the feature have.
    static func word(_ word: String, in path: XMLPath) -> Self {
      Self(path: path, form: .word(word), silenceMeansNo: true)
    }
  }
}

/// The features that more than one part of nvrctl, or the facts about models, speak of.
extension Feature {
  package static let upnp = Feature("UPnP", .flag("SysCap/NetworkCap/isSupportUpnp"))
  package static let hikConnect = Feature("Hik-Connect", .flag("SysCap/NetworkCap/isSupportEZVIZ"))
  package static let snmp = Feature("SNMP", .flag("SysCap/NetworkCap/SnmpCap/isSupport"))
  package static let ftp = Feature("FTP upload", .flag("SysCap/NetworkCap/isSupportFtp"))
  package static let ddns = Feature("DDNS", .flag("SysCap/NetworkCap/isSupportDdns"))
  package static let pppoe = Feature("PPPoE", .flag("SysCap/NetworkCap/isSupportPPPoE"))
  package static let onvif = Feature("ONVIF switch", .flag("SysCap/NetworkCap/isSupportIntegrate"))
  package static let sip = Feature("GB28181", .flag("SysCap/NetworkCap/GB28181Cap/isSupportGB28181Service"))
  package static let isup = Feature("ISUP", .flag("SysCap/NetworkCap/isSupportEhome"))
  package static let ntp = Feature("NTP", .flag("SysCap/NetworkCap/isSupportNtp"))
  /// Summer time inside the time zone.
  package static let summerTime = Feature("summer time", .flag("SysCap/isSupportDst"))
  /// Absent on every recorder without it (isapi.md 3.2, 6.7).
  package static let ipFilter = Feature("IP filter", .flagOfThoseWithIt("SysCap/NetworkCap/isSupportIPFilter"))
  /// Two network ports that act as one (isapi.md 4.1).
  package static let bond = Feature("bond of network ports", .flagOfThoseWithIt("SysCap/NetworkCap/isSupportBond"))
  /// Settings of the sockets that feed cameras (isapi.md 4.2).
  package static let poeConfiguration = Feature(
    "PoE configuration", .flagOfThoseWithIt("SysCap/NetworkCap/isSupportPOEConfiguration"))
  /// A list of users of its own for ONVIF (isapi.md 6.2).
  package static let onvifUsers = Feature(
    "list of ONVIF users", .flagOfThoseWithIt("SecurityCap/isSupportONVIFUserManagement"))
  /// Digest logins with SHA-256 (isapi.md 1.2).
  package static let sha256 = Feature(
    "login by SHA-256", .word("SHA256", in: "SecurityCap/WebCertificateCap/SecurityAlgorithm/algorithmType"))
  /// The configuration as a file (isapi.md 3.6).
  package static let configurationExport = Feature(
    "export of its configuration", .flag("SecurityCap/isSupportConfigFileExport"))
  /// Passwords for new cameras, set through the recorder (isapi.md 7.7).
  package static let cameraActivation = Feature(
    "activation of cameras", .flagOfThoseWithIt("RacmCap/isSupportActivateIpc"))
  /// The recorder's password given to its cameras (isapi.md 7.6).
  package static let cameraPasswordSync = Feature(
    "password synchronisation with cameras", .flagOfThoseWithIt("RacmCap/isSupportSyncIPCPassword"))
  /// Cameras by cable, at `/ISAPI/System/Video/inputs/channels` (isapi.md 13).
  package static let analogInputs = Feature("analog inputs", .count("SysCap/VideoCap/videoInputPortNums"))
  /// The redirect from HTTP to HTTPS (isapi.md 6.6).
  package static let httpsRedirect = Feature("redirect to HTTPS")
  /// The choice of TLS versions (isapi.md 6.6).
  package static let tlsVersions = Feature("choice of TLS versions")
  /// A switch for the vendor's protocol, which is always on elsewhere (isapi.md 6.6).
  package static let sdkSwitch = Feature("switch for the vendor's protocol")
  /// WebSocket among the protocols of access (isapi.md 6.6).
  package static let webSocket = Feature("WebSocket")
  /// The vendor's protocol over TLS (isapi.md 6.6).
  package static let sdkOverTLS = Feature("SDK over TLS")
  /// `portType` and `customPortNo` of a time server (isapi.md 5.3).
  package static let ntpPortType = Feature("kinds of ports for time servers")
}
