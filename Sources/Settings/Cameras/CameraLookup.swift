import ISAPI
import XML

/// Finds out what only the recorder can tell of declared cameras: where one is that is declared by its serial alone,
/// and how the recorder spells a protocol.
struct CameraLookup {
  private let snapshot: DeviceSnapshot
  private let live: [LiveItem]

  init(on snapshot: DeviceSnapshot) {
    self.snapshot = snapshot
    live = Cameras.liveItems(on: snapshot)
  }

  /// The cameras the recorder found on its network.
  static func found(on snapshot: DeviceSnapshot) -> [FoundCamera] {
    snapshot[FoundCamera.search].map { FoundCamera.all(in: $0.root) } ?? []
  }

  /// What is wanted with what was found out; what is told already stays.
  func completed(_ desired: DesiredSetting) -> DesiredSetting {
    var desired = desired
    desired.items = desired.items.map { spelled(placed($0)) }
    return desired
  }

  /// Whether the recorder has to look around to tell where a camera is.
  func isLost(_ item: DesiredItem) -> Bool {
    let camera = CameraItem(item)
    return camera.serial != nil && camera.address == nil && isFreeToPlace(camera) && knownPlace(of: camera) == nil
  }

  private func placed(_ item: DesiredItem) -> DesiredItem {
    let camera = CameraItem(item)
    guard let serial = item[CameraItem.path("serial")], camera.address == nil, isFreeToPlace(camera) else {
      return item
    }
    if let place = knownPlace(of: camera) { return camera.placed(at: place.host, place.port, from: serial) }
    let found = Self.found(on: snapshot).filter { CameraSerial.fits($0.serial, declared: serial.value.text) }
    guard let one = found.first, found.count == 1 else { return item }
    return camera.placed(at: one.address, one.port, from: serial)
  }

  /// Whether nothing speaks against another camera on the channel: it is free, or shows one with another serial.
  private func isFreeToPlace(_ camera: CameraItem) -> Bool {
    guard let own = live.first(where: { $0.identity == camera.channel }) else { return true }
    return own.element.cameraSerial != nil && !camera.isShown(by: own) && !own.element.isPlacedByRecorder
  }

  /// The place on another channel; a camera in a socket of the recorder has none of its own.
  private func knownPlace(of camera: CameraItem) -> (host: String, port: String)? {
    guard let source = CameraMoves.source(of: camera, among: live), !source.element.isPlacedByRecorder,
      let place = source.element.cameraSource
    else { return nil }
    return (place.host, place.text(at: "managePortNo") ?? "")
  }

  private func spelled(_ item: DesiredItem) -> DesiredItem {
    guard let field = item[CameraItem.path("protocol")], !CameraItem(item).cameraProtocol.isKnown,
      let word = CameraProtocol.offered(on: snapshot).first(where: CameraItem(item).cameraProtocol.isMeant)
    else { return item }
    return CameraItem(item).setting("protocol", to: word, from: field)
  }

  /// Why a protocol cannot be had; nil where it can.
  static func obstacle(to wanted: CameraProtocol, on snapshot: DeviceSnapshot) -> String? {
    if wanted.isKnown { return nil }
    let offered = CameraProtocol.offered(on: snapshot)
    if offered.contains(where: wanted.isMeant) { return nil }
    let list = offered.isEmpty ? "lists no protocols" : "has \(offered.joined(separator: ", "))"
    return "the recorder \(list)"
  }
}

extension CameraItem {
  fileprivate func placed(at host: String, _ port: String, from origin: DesiredField) -> DesiredItem {
    let placed = setting("address", to: host, from: origin)
    guard item[Self.path("port")] == nil, ValueType<Int>.port.value(port) != nil else { return placed }
    return CameraItem(placed).setting("port", to: port, from: origin)
  }
}
