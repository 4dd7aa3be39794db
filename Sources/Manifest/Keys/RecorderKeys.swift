import ISAPI
import Settings

/// The keys of a recorder's `spec` that are not settings (product.md D2a).
enum RecorderKeys {
  static let extends = ManifestKey(
    "extends", .list(of: .label, max: 16),
    "The profiles the recorder is made of, in order; a later one wins over an earlier one.")
  static let policy = ManifestKey(
    "policy", .label, "The policy that limits what may be done; read but not enforced by this version.")

  static let serial = ManifestKey(
    "identity.serial", .text(maxBytes: 64, orElse: "the serial in quotes"),
    "The serial number, in quotes; nothing is written to a recorder with another one.")
  static let mac = ManifestKey(
    "identity.mac",
    .written(
      MACAddress.init, as: "a MAC address such as 44:19:b6:00:a0:3f",
      pattern: "^[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}$"),
    "The MAC address of the recorder's first interface.")
  static let model = ManifestKey(
    "identity.model", .text(maxBytes: 64), "The model as the recorder reports it, such as `DS-7608NI-K2/8P`.")
  static let firmware = ManifestKey(
    "identity.firmware",
    .text(
      maxBytes: 64,
      pattern: "^ *(>=|<=|>|<|=)?[Vv]?[0-9]{1,9}(\\.[0-9]{1,9})*( +(>=|<=|>|<|=)?[Vv]?[0-9]{1,9}(\\.[0-9]{1,9})*)* *$",
      orElse: "a firmware range such as \">=4.30.085 <5\"", accepts: { FirmwareRange($0) != nil }),
    "The firmware versions the manifest was written for, such as `\">=4.30.085 <5\"`.")

  static let reset = ManifestKey(
    "reset", ValueType<ResetPolicy>.choice,
    "Whether a factory reset may be planned at all; one is only ever planned when asked for on the command line.")
  static let protect = ManifestKey(
    "protect", .list(of: ValueType<Protected>.choice, max: nil), "What must not be lost without being named: `footage`."
  )

  static let addresses = ManifestKey(
    "connect.addresses", .list(of: .deviceAddress, max: 8),
    "Where to look for the recorder, in order: `host`, `host:port`, `http://host:port` or `https://host:port`.")
  static let secondWayIn = ManifestKey(
    "connect.secondWayIn", ValueType<SecondWayIn>.choice, "The way that is proved before the address moves.")

  static let confirmWindow = ManifestKey(
    "network.confirmWindow", .duration(60...3_600),
    "How long a moved address may take to answer before it is put back; 60 seconds at least, 180 unless told otherwise."
  )

  static let maxOffset = ManifestKey(
    "time.maxOffset", .duration(0...3_600),
    "How far the recorder's clock may be off: plans warn beyond it, with `mode: manual` a clock that is further off is "
      + "set, and it is looked at afterwards where `verify` does not say.")

  static let unmanagedCameras = ManifestKey(
    "unmanaged.cameras", ValueType<UnmanagedItems>.choice, "What to do with cameras that no manifest names.")
  static let unmanagedUsers = ManifestKey(
    "unmanaged.users", ValueType<UnmanagedItems>.choice, "What to do with users that no manifest names.")

  static let burnIn = ManifestKey(
    "verify.burnIn", .duration(0...604_800), "How long to watch the recorder after the last step.")
  static let camerasOnline = ManifestKey(
    "verify.camerasOnline", ValueType<VerifiedCameras>.choice, "Whether all declared cameras must be online afterwards."
  )
  static let recording = ManifestKey(
    "verify.recording", ValueType<VerifiedCameras>.choice, "Whether all declared cameras must record afterwards.")
  static let clockOffset = ManifestKey(
    "verify.clockOffset", .duration(0...3_600), "How far the recorder's clock may be off afterwards.")

  static let descriptions: [FieldDescription] = [
    extends.description, policy.description, serial.description, mac.description, model.description,
    firmware.description, reset.description, protect.description, addresses.description, secondWayIn.description,
    confirmWindow.description, maxOffset.description, unmanagedCameras.description, unmanagedUsers.description,
    burnIn.description,
    camerasOnline.description, recording.description, clockOffset.description,
  ]
}

/// What `protect` may name.
enum Protected: String, Sendable, Hashable, CaseIterable {
  case footage
}

/// Which cameras a check after an apply is about.
enum VerifiedCameras: String, Sendable, Hashable, CaseIterable {
  case all
  case none
}

/// The keys of a site's `spec`, `defaults` apart.
enum SiteKeys {
  static let internet = ManifestKey(
    "internet", ValueType<InternetAccess>.choice, "Whether the recorders of the site reach the internet.")
  static let dhcpPools = ManifestKey(
    "dhcpPools", .list(of: .addressPool, max: nil),
    "The addresses that DHCP gives out at the site, such as `10.20.30.100-10.20.30.199`; no static address may be one.")
  static let windowDays = ManifestKey(
    "window.days", .list(of: ValueType<Weekday>.choice, max: 7), "The days on which work may be done.")
  static let windowFrom = ManifestKey("window.from", .timeOfDay, "When work may begin, such as `\"02:00\"`.")
  static let windowTo = ManifestKey("window.to", .timeOfDay, "When work must be over, such as `\"05:00\"`.")

  static let descriptions: [FieldDescription] = [
    internet.description, dhcpPools.description, windowDays.description, windowFrom.description, windowTo.description,
  ]
}

/// Whether a site reaches the internet.
enum InternetAccess: String, Sendable, Hashable, CaseIterable {
  case none
  case available
}

/// A day of the week as manifests write it.
enum Weekday: String, Sendable, Hashable, CaseIterable {
  case mon, tue, wed, thu, fri, sat, sun
}
