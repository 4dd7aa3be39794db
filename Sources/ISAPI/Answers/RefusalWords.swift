import XML

/// What a refusal means and what to do about it, in words for the person at the site.
struct RefusalWords: Sendable, Hashable {
  let meaning: String
  let wayOut: String

  private init(_ meaning: String, _ wayOut: String) {
    self.meaning = meaning
    self.wayOut = wayOut
  }

  /// By the finer reason, without regard to case; nil for one that is not in the table (isapi.md 1.7).
  init?(subStatusCode: String) {
    guard let words = Self.bySubStatusCode[subStatusCode.lowercased()] else { return nil }
    self = words
  }

  /// By the status code alone (isapi.md 1.6).
  init?(statusCode: Int?) {
    switch statusCode {
    case 2: self.init("the device is busy", Self.later)
    case 3: self.init("the device could not do it", "restart the recorder if it stays so, and see its log")
    case 4: self.init("the device does not allow this operation", "check what the model and its firmware can do")
    case 5: self.init("the device could not read the document", Self.reportDocument)
    case 6: self.init("the device refuses a value or the structure of the document", Self.checkValue)
    case 8: self.init("only a part was done", "plan again to see what is left")
    case 9: self.init("several things were refused", "see the log of the recorder")
    default: return nil
    }
  }

  /// By nothing but the HTTP status.
  init(httpStatus: Int) {
    switch httpStatus {
    case 301, 302, 307, 308:
      self.init("the device sends us to another address", "write https:// in front of the address, or the new one")
    case 400: self.init("the device refuses the request as malformed", Self.checkValue)
    case 401: self.init("the device wants a login", "check user name and password")
    case 403: self.init("the device refuses the operation", "check the rights of the user, and what the model can do")
    case 404: self.init("the device does not have this resource", "remove the setting, or check model and firmware")
    case 500: self.init("the device failed inside", "restart the recorder if it stays so")
    case 503: self.init("the device is busy", Self.later)
    default: self.init("the device gave an unexpected answer", "check that the address is the recorder's")
    }
  }

  static let webPage = Self(
    "a web page came instead of a document", "check that the address and port are the recorder's, not a router's")
  static let noIdentity = Self(
    "the device does not say what it is, as every recorder does",
    "check that the address is a recorder's, and not another device's")
  static let empty = Self("the answer is empty", "try again; restart the recorder if it stays so")
  static let unexpectedContent = Self(
    "the answer is neither a document nor a status", "check that the address and port are the recorder's")

  /// Nil where the mistake itself must not be shown.
  static func malformed(_ error: MalformedXML?) -> Self {
    let detail = error.map { ": \($0.reason), at byte \($0.offset)" } ?? ""
    return Self("the document is damaged\(detail)", "try again; it may have been cut off")
  }
}

extension RefusalWords {
  private static let later = "wait a minute and try again"
  private static let checkValue = "compare the value with what the device allows"
  private static let reportDocument = "please report it with model and firmware"
  private static let password = "choose 8 to 16 characters of at least two kinds, without the user name"
  private static let notOnModel = "remove the setting from the manifest, or switch it off"
  private static let checkAddress = "correct the address in the manifest"
  private static let cameraPage = "look at the camera's own state first"

  /// The values worth words of their own (isapi.md 1.7), by lower-case name.
  private static let bySubStatusCode: [String: Self] = Dictionary(
    uniqueKeysWithValues: (device + access + passwords + network + cameras + storageAndFiles)
      .map { ($0.0.lowercased(), Self($0.1, $0.2)) })

  private typealias Entry = (String, String, String)

  private static let device: [Entry] = [
    ("noMemory", "the device is out of memory", "restart the recorder and try again"),
    ("serviceUnavailable", "the service is not running at the moment", later),
    ("upgrading", "a firmware update is running", "wait until it has ended; do not cut the power"),
    ("deviceBusy", "the device is busy", later),
    ("configOperating", "a configuration is being imported or exported", "wait until it has ended"),
    ("importing", "a configuration is being imported", "wait until it has ended"),
    ("exporting", "a configuration is being exported", "wait until it has ended"),
    ("deviceError", "the device could not do it, most often because it refuses a value", checkValue),
    ("badFlash", "the firmware could not be written", "do not cut the power; try the update again"),
    ("upgradeError", "the firmware update failed", "check that the file is for this model"),
    ("notSupport", "the device does not have this", notOnModel),
    ("methodNotAllowed", "the device does not allow this method here", notOnModel),
    ("invalidOperation", "the device does not allow this now", "check what the model and its firmware can do"),
    ("badXmlFormat", "the device could not read the document", reportDocument),
    ("badJsonFormat", "the device could not read the document", reportDocument),
    ("badURLFormat", "the device could not read the address of the resource", reportDocument),
    ("badParameters", "the device refuses a parameter", checkValue),
    ("badXmlContent", "the device refuses a value in the document", checkValue),
    ("invalidContent", "the device refuses a value in the document", checkValue),
    ("rebootRequired", "the change takes effect after a restart", "restart the recorder"),
    ("autoReboot", "the device restarts by itself", "wait until it is back"),
    ("notAllSuccess", "only a part was done", "plan again to see what is left"),
    ("allFailed", "nothing of it was done", "see the log of the recorder"),
  ]

  private static let access: [Entry] = [
    ("lowPrivilege", "the user may not do this", "use an administrator, or give the user the right"),
    ("badAuthorization", "the device does not accept the login", "check user name and password"),
    ("notActivated", "the device has no administrator yet", "activate it first"),
    ("hasActivated", "the device has an administrator already", "use its password; activation is not possible"),
    ("maxSessionUserLink", "too many users are logged in", "log other users out, or wait"),
    ("loginNumExceedLimit", "too many users are logged in", "log other users out, or wait"),
    (
      "userNameLocked", "the account is locked after wrong passwords", "wait for about 30 minutes, and do not try again"
    ),
    ("loginPasswordError", "the present password given with the change is wrong", "check the present password"),
    ("incorrentUserNameOrPassword", "user name or password is wrong", "check both before the next try"),
    ("verifyError", "the verification failed", "check the code or password given"),
    ("userExist", "the user exists already", "export the recorder and compare its users"),
    ("userCannotDelAdmin", "the administrator cannot be deleted", "leave admin in the manifest"),
    ("userInexistence", "there is no such user", "read the recorder again"),
    ("userMaxNum", "the device takes no more users", "remove a user first"),
    ("UserNameInvalid", "the device refuses the user name", "use letters and digits, up to 32"),
    ("passwordDecodeError", "the device could not decrypt the password", "start the activation again"),
  ]

  private static let passwords: [Entry] = [
    ("riskPassword", "the password is too weak", password),
    ("illegalPassword", "the password contains the user name or is too common", password),
    ("passwordMustContainMorethan8Characters", "the password is too short", password),
    ("userPwdLenUnder8", "the password is too short", password),
    ("userPwdNameSame", "the password is the user name", password),
    ("userPwdNameMirror", "the password is the user name backwards", password),
    ("passwordLenNoMoreThan16", "the password is longer than 16 characters", password),
    ("passwordInvalid", "the device refuses the password", password),
    ("passwordCheckFailed", "the password of the configuration file is wrong", "use the one it was exported with"),
    ("NVRNotSupportResetPassword", "the recorder cannot reset passwords this way", "use another way in"),
    ("IPCNotSupportResetPassword", "the camera cannot reset passwords this way", "reset the camera itself"),
  ]

  private static let network: [Entry] = [
    ("IPOccupied", "the address is used by another device", "choose a free address, or find the other device"),
    ("conflictIPv4Address", "the address is used by another device", "choose a free address, or find the other device"),
    ("badHostAddress", "the device refuses the host address", checkAddress),
    ("badIPv4Address", "the device refuses the IPv4 address", checkAddress),
    ("badIPv6Address", "the device refuses the IPv6 address", checkAddress),
    ("badDomainName", "the device refuses the host name", checkAddress),
    ("badNetMask", "the device refuses the network mask", "correct the mask in the manifest"),
    ("badGateway", "the device refuses the gateway", "the gateway must lie in the recorder's own network"),
    ("badDns", "the device refuses a DNS server", checkAddress),
    ("dns1dns2CanNotSame", "both DNS servers are the same", "give two different servers, or one"),
    ("badMTU", "the device refuses the MTU", "use a value from 1280 to 1500"),
    ("badPort", "the device refuses the port", "choose a free port from 1 to 65535"),
    ("portError", "the device refuses the port", "choose a free port from 1 to 65535"),
    ("NTPUnconnect", "the time server does not answer the device", "check server, gateway and firewall"),
    ("connectSreverFail", "the device cannot reach the server", "check server, gateway and firewall"),
    ("certificatesNotCreate", "there is no certificate yet", "create one on the recorder first"),
    ("openFailedCheckHTTPSCertificate", "HTTPS needs a certificate first", "create one on the recorder first"),
    ("invalidEZVIZSecretKey", "the Hik-Connect code is not valid", "give a code of 6 to 12 letters and digits"),
    ("illegalVerificationCode", "Hik-Connect needs a verification code", "give a code of 6 to 12 letters and digits"),
  ]

  private static let cameras: [Entry] = [
    ("ipcNumReachesLimit", "there is no free channel", "remove a camera first"),
    ("ipcNetworkAbnormal", "the camera cannot be reached", "check cable and address of the camera"),
    ("ipcPasswordError", "the camera refuses its password", "check the camera's own password before another try"),
    ("ipcIsLocking", "the camera has locked the recorder out", "wait for about 30 minutes, then correct the password"),
    ("ipcNotActivated", "the camera has no administrator yet", "activate the camera first"),
    ("channelOffline", "the camera of the channel is offline", cameraPage),
    ("channelDeviceExist", "the channel has a camera already", "remove that camera first"),
    ("channelDeviceNotExist", "the channel has no camera", "read the recorder again"),
    ("channelIpAddrConflictWithDev", "the camera has the recorder's own address", checkAddress),
    ("channelStreamTypeNotSupport", "the camera does not have this stream", cameraPage),
    ("channelRiskPassword", "the password for the camera is too weak", password),
    ("needDeleteDigitalChannel", "a channel has to be removed first", "remove a camera first"),
    (
      "OnlySupportHikAndCustomProtocol", "an IPv6 camera needs the vendor's or a custom protocol", "change the protocol"
    ),
    ("IPCNotExist", "there is no such camera", "read the recorder again"),
    ("addDuplicateIPC", "the camera is on another channel already", "remove it from there first"),
  ]

  private static let storageAndFiles: [Entry] = [
    ("formatting", "a disk is being formatted", "wait until it has ended"),
    ("hdFormatting", "a disk is being formatted", "wait until it has ended"),
    ("hdFormatFail", "the disk could not be formatted", "check the disk; replace it if it happens again"),
    ("hdNotFormat", "the disk is not formatted", "format it on the recorder"),
    ("frequentFormatDisk", "the disk was formatted too often", "wait before the next format"),
    ("diskError", "a disk has an error", "check the disks of the recorder"),
    ("tooSmallQuota", "the disk quota is too small", "give a larger quota"),
    ("exportCfgFileError", "the configuration could not be exported", later),
    ("cfgFileSecretKeyError", "the key of the configuration file is wrong", "use the one it was exported with"),
    ("badVersion", "the firmware file has the wrong version", "get the file for this model"),
    ("badDevType", "the firmware file is for another model", "get the file for this model"),
    ("badLanguage", "the firmware file is for another region", "get the file for this region"),
  ]
}
