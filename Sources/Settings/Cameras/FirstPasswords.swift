import Host
import ISAPI
import XML

/// Declared cameras without an administrator, which the recorder can give the declared password (isapi.md 7.7).
///
/// Only a camera whose serial is declared is touched: whoever answers at an address may be another.
struct FirstPasswords {
  private let snapshot: DeviceSnapshot
  private let live: [LiveItem]
  private let states: [String: ChannelState]

  init(on snapshot: DeviceSnapshot) {
    self.snapshot = snapshot
    live = Cameras.liveItems(on: snapshot)
    states = snapshot[ChannelState.list].map { ChannelState.all(in: $0.root) } ?? [:]
  }

  /// Whether only a search tells if a camera has an administrator.
  func needsSearch(for item: DesiredItem) -> Bool {
    let camera = CameraItem(item)
    guard camera.address != nil else { return false }
    guard let own = live.first(where: { $0.identity == camera.channel }) else { return isSupported }
    return !own.element.isPlacedByRecorder && states[camera.channel]?.security == .inactive
  }

  /// What is to be done to a camera, or speaks against doing anything with it; nil where it has an administrator.
  func finding(for item: DesiredItem) -> SettingFinding? {
    let camera = CameraItem(item)
    guard let found = found(camera) else { return nil }
    func refused(_ name: String, _ reason: String) -> SettingFinding {
      .impossible(item: item, paths: [CameraItem.path(name)], reason: reason)
    }
    if let serial = camera.serial, !found.serial.isEmpty, !CameraSerial.fits(found.serial, declared: serial) {
      return refused("serial", "another camera is at \(found.address): \(found.serial)")
    }
    guard found.isActivated == false else { return nil }
    guard isSupported else {
      return refused("password", "the camera has no administrator, and the recorder gives it none: activate it first")
    }
    guard camera.serial != nil, !found.serial.isEmpty else {
      return refused(
        "address", "the camera at \(found.address) has no administrator; with  serial: \"\(found.serial)\"  it gets one"
      )
    }
    guard let password = item[CameraItem.path("password")] else {
      return refused("serial", "the camera has no administrator, and the manifest gives no password for it")
    }
    return .change(
      SettingChange(
        setting: Cameras.key, action: .activate, wanted: item,
        fields: [FieldChange(path: password.path, before: nil, after: password.value.text)]))
  }

  /// The request that sets the password; throws `SettingNotWritable` for one that the camera would refuse.
  func requests(for item: DesiredItem, secrets: ResolvedSecrets) throws -> [Request] {
    let camera = CameraItem(item)
    guard let found = found(camera), found.isActivated == false, let list = snapshot[Cameras.list]?.root else {
      return []
    }
    let path = CameraItem.path("password")
    guard let serial = camera.serial, CameraSerial.fits(found.serial, declared: serial) else {
      throw SettingNotWritable(setting: Cameras.key, path: path, reason: "another camera is at \(found.address)")
    }
    guard case .secret(let reference)? = item[path]?.value, let secret = secrets[reference] else {
      throw SettingNotWritable(setting: Cameras.key, path: path, reason: "the password is not at hand")
    }
    if let reason = CameraPassword.weakness(secret, of: "admin") {
      throw SettingNotWritable(setting: Cameras.key, path: path, reason: reason)
    }
    let activation = XMLElement("VideoSourceActivation") {
      XMLElement("passwordType", text: "selfDefine")
      XMLElement("password", text: secret.reveal())
      XMLElement("ActivationDevice") {
        XMLElement("mode", text: "descriptor")
        XMLElement("descriptor") {
          XMLElement("macAddress", text: found.mac)
          XMLElement("addressingFormatType", text: "ipaddress")
          XMLElement("ipAddress", text: found.address)
          XMLElement("portNo", text: found.port)
          XMLElement("proxyProtocol", text: found.protocolName)
        }
      }
    }
    return [.send(.put, FoundCamera.activation, XMLDocument(root: activation.standingAlone(in: list)))]
  }

  /// The camera as the recorder finds it where it is declared, while nothing is known of it on its channel.
  private func found(_ camera: CameraItem) -> FoundCamera? {
    let own = live.first { $0.identity == camera.channel }
    if let own, own.element.cameraSerial != nil || own.element.isPlacedByRecorder { return nil }
    return CameraLookup.found(on: snapshot).first { $0.address == camera.address }
  }

  private var isSupported: Bool { snapshot.capabilities?.text(at: "RacmCap/isSupportActivateIpc") == "true" }
}
