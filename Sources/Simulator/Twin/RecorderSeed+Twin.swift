import FoundationEssentials
package import Host
package import ISAPI
import XML

extension RecorderSeed {
  /// A twin of the recorder that a snapshot was taken of: its documents, refusals, accounts, channels, ports and address.
  ///
  /// `password` is what its accounts are to take, since no snapshot holds any; nil for a recorder without an
  /// administrator. Every camera takes `cameraPassword`.
  package static func twin(
    of snapshot: RecordedSnapshot, password: Secret?, cameraPassword: Secret = Secret("Camera-12")
  ) -> Self {
    let reading = TwinReading(snapshot)
    var seed = Self(reading.profile)
    seed.snapshot = snapshot
    seed.password = password
    seed.behavior.fieldEncryption = reading.fieldEncryption
    seed.cameras = reading.cameras(with: cameraPassword)
    seed.clockSkew = reading.clockSkew
    seed.uptime = reading.uptime ?? seed.uptime
    return seed
  }
}

/// What the documents of a snapshot tell about the recorder beyond themselves.
struct TwinReading {
  private let snapshot: RecordedSnapshot

  init(_ snapshot: RecordedSnapshot) { self.snapshot = snapshot }

  /// What the recorder is and stays.
  var profile: RecorderProfile {
    let identity = snapshot.identity
    var profile = RecorderProfile(model: model, family: family, mac: identity.mac)
    profile.serial = identity.serial
    profile.firmware = identity.firmware
    profile.firmwareReleased = identity.firmwareReleased
    profile.supportVersion = root("/SDK/activateStatus")?.text(at: "supportVersion").flatMap { Int($0) }
    return profile
  }

  /// The model, with the channels that the capabilities promise where the name does not tell.
  private var model: RecorderModel {
    let promised = root(.capabilities)?.text(at: "RacmCap/inputProxyNums").flatMap { Int($0) }
    let bays = root("/ISAPI/ContentMgmt/Storage")?.child("hddList")?.elements(named: "hdd").count ?? 0
    let analog = root("/ISAPI/System/Video/inputs/channels")?.elements(named: "VideoInputChannel").count ?? 0
    // The name of a hybrid tells how many cameras it takes by wire, and nothing of the others.
    if analog == 0, let named = RecorderModel(snapshot.identity.model), named.analogInputs == 0 { return named }
    return RecorderModel(
      named: snapshot.identity.model, channels: promised ?? max(1, channels.count), analogInputs: analog, bays: bays)
  }

  private var family: Family {
    let attributes = root(.deviceInfo)?.attributes ?? []
    let isNew = attributes.contains { $0.value.contains("isapi.org") || ($0.name == "version" && $0.value == "2.0") }
    return isNew ? .b : .a
  }

  /// How sensitive fields are encrypted, as the capabilities announce it (isapi.md 8.2).
  var fieldEncryption: RecorderBehavior.FieldEncryption? {
    guard let security = root(.capabilities)?.child("SecurityCap"), let version = security.child("securityVersion"),
      let highest = version.attribute("opt")?.split(separator: ",").compactMap({ Int($0) }).max()
    else { return nil }
    let iterations = security.text(at: "keyIterateNum").flatMap { Int($0) } ?? 100
    return RecorderBehavior.FieldEncryption(
      version: min(highest, 2), iterations: iterations,
      salt: security.text(at: "salt").flatMap { $0.isEmpty ? nil : $0 })
  }

  /// How far its clock was ahead when it was read; a clock that cannot be read counts as right.
  var clockSkew: TimeInterval {
    guard let time = root("/ISAPI/System/time"), let local = time.text(at: "localTime").flatMap(CivilTime.init)
    else { return 0 }
    let zone = ZoneText(time.text(at: "timeZone") ?? "")
    let moment = zone?.moment(of: local) ?? local.secondsSince1970
    return Double(moment) - snapshot.takenAt.timeIntervalSince1970.rounded(.down)
  }

  /// How long it had been up when it was read.
  var uptime: Duration? {
    root("/ISAPI/System/status")?.text(at: "deviceUpTime").flatMap { Int64($0) }.map { .seconds($0) }
  }

  /// The cameras that its channels speak of; one that was offline cannot be reached.
  func cameras(with password: Secret) -> [SimulatedCamera] {
    channels.compactMap { channel in
      guard let source = channel.child("sourceInputPortDescriptor"), let address = source.text(at: "ipAddress"),
        let id = channel.text(at: "id").flatMap({ Int($0) })
      else { return nil }
      let isPlugged = source.text(at: "connMode") == "plugplay"
      var camera = SimulatedCamera(
        at: address, plug: isPlugged ? .poe(port: id) : .lan, username: source.text(at: "userName") ?? "admin",
        password: password.reveal(), serial: source.text(at: "serialNumber") ?? "",
        model: source.text(at: "model") ?? "")
      camera.firmware = source.text(at: "firmwareVersion") ?? ""
      camera.isReachable = online?.contains(id) ?? (!showsCameras || !camera.serial.isEmpty)
      return camera
    }
  }

  private var channels: [XMLElement] {
    root("/ISAPI/ContentMgmt/InputProxy/channels")?.elements(named: "InputProxyChannel") ?? []
  }

  /// Whether channels show what their cameras are while they are online.
  private var showsCameras: Bool {
    channels.contains { $0.text(at: "sourceInputPortDescriptor/serialNumber") ?? "" != "" }
  }

  /// The channels that were online, nil where the recorder did not tell.
  private var online: Set<Int>? {
    guard let list = root("/ISAPI/ContentMgmt/InputProxy/channels/status") else { return nil }
    return Set(
      list.elements(named: "InputProxyChannelStatus").filter { $0.text(at: "online") == "true" }
        .compactMap { $0.text(at: "id").flatMap { Int($0) } })
  }

  private func root(_ endpoint: Endpoint) -> XMLElement? { snapshot.document(at: endpoint)?.root }
}
