import ISAPI
import XML

/// What a manifest says of one camera, by the names of its keys.
struct CameraItem {
  let item: DesiredItem

  init(_ item: DesiredItem) { self.item = item }

  var channel: String { item.item ?? "" }
  var address: String? { text("address") }
  var serial: String? { text("serial") }
  /// Which picture of the camera.
  var input: String { text("input") ?? "1" }
  var hasPassword: Bool { item[Self.path("password")] != nil }
  var cameraProtocol: CameraProtocol { text("protocol").map { CameraProtocol($0) } ?? .hikvision }

  /// Such as `camera "dock"`, or `camera 2` where it has no name.
  var words: String { text("name").map { "camera \"\($0)\"" } ?? "camera \(channel)" }

  /// Whether a live channel shows this camera, by its serial; false where nobody can tell.
  func isShown(by live: LiveItem) -> Bool {
    guard let serial, let shown = live.element.cameraSerial else { return false }
    return CameraSerial.fits(shown, declared: serial) && live.element.cameraInput == input
  }

  /// The item with a text in the place of one that it may not have had, at the position of another key.
  func setting(_ name: String, to text: String, from origin: DesiredField) -> DesiredItem {
    var fields = item.fields.filter { $0.path != Self.path(name) }
    fields.append(
      DesiredField(path: Self.path(name), value: .text(text), range: origin.range, layer: origin.layer))
    let order = Cameras.fields.map { Self.path($0.path) }
    fields.sort { order.firstIndex(of: $0.path) ?? 0 < order.firstIndex(of: $1.path) ?? 0 }
    return DesiredItem(item: item.item, fields: fields)
  }

  static func path(_ name: String) -> String { Cameras.prefix + name }

  private func text(_ name: String) -> String? { item[Self.path(name)]?.value.text }
}

extension LiveItem {
  /// Where the camera of a channel is and which picture of it, as one text.
  var place: String { Self.place((element.cameraSource ?? element).host, element.cameraInput) }

  /// The same of an address and an input.
  static func place(_ host: String, _ input: String) -> String { "\(host) \(input)" }
}
