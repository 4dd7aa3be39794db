import ISAPI
import XML

extension DeviceBinding where Value == HostAddress {
  /// The place of a camera.
  static let cameraAddress = DeviceBinding(
    read: { wanted, document in
      guard let source = document.cameraSource else { return .missing }
      return source.host == wanted.description ? .same : .differs(live: source.host)
    },
    write: { host, document, _ in
      document.modify(at: "sourceInputPortDescriptor") { $0.setHost(host) } ?? false
    },
    live: { document in
      let host = document.cameraSource?.host
      return host == "0.0.0.0" ? .nothing : .reading(host) { HostAddress($0) }
    })
}

extension DeviceBinding where Value == String {
  /// The serial a camera answers with, which is never written; one that is offline has none (isapi.md 7.1).
  static let pinnedSerial = DeviceBinding(
    read: { wanted, document in
      guard let live = document.cameraSerial else { return .same }
      return CameraSerial.fits(live, declared: wanted) ? .same : .differs(live: live)
    },
    write: { _, _, _ in true },
    live: { document in .reading(document.cameraSerial) { $0 } })
}

extension DeviceBinding where Value == CameraProtocol {
  /// The protocol, whose names recorders write in capital letters.
  static let cameraProtocol = DeviceBinding(
    read: { wanted, document in
      guard let live = document.text(at: path) else { return .missing }
      return wanted.isMeant(by: live) ? .same : .differs(live: CameraProtocol(live).name)
    },
    write: { value, document, _ in document.setText(value.wireName, at: path) },
    live: { document in .reading(document.text(at: path)) { CameraProtocol($0) } })

  private static let path: XMLPath = "sourceInputPortDescriptor/proxyProtocol"
}

extension DeviceBinding where Value == Int {
  /// Which picture of a camera with several; the first is what every other camera has, so that exports leave it out.
  static let cameraInput = DeviceBinding(
    read: { wanted, document in
      guard let live = document.text(at: path) else { return wanted == 1 ? .same : .missing }
      return Int(live) == wanted ? .same : .differs(live: live)
    },
    write: { value, document, _ in document.setText(String(value), at: path) },
    live: { document in
      let live = document.text(at: path)
      return live == "1" || live == "0" ? .nothing : .reading(live) { Int($0) }
    })

  private static let path: XMLPath = "sourceInputPortDescriptor/srcInputPort"
}

/// Serials of cameras, which labels and SADP shorten (isapi.md 3.1).
enum CameraSerial {
  static func fits(_ live: String, declared: String) -> Bool {
    DeviceIdentity(serial: live, model: "", mac: "", firmware: "", firmwareReleased: "").hasSerial(declared)
  }
}

extension XMLElement {
  /// Where a channel gets its camera from; nil for an analog input.
  var cameraSource: XMLElement? { child("sourceInputPortDescriptor") }

  /// The serial of the camera that answers on a channel, nil where none does.
  var cameraSerial: String? {
    text(at: "sourceInputPortDescriptor/serialNumber").flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Which of the camera's pictures the channel shows.
  var cameraInput: String {
    text(at: "sourceInputPortDescriptor/srcInputPort").flatMap { $0.isEmpty ? nil : $0 } ?? "1"
  }

  /// Whether the recorder found the camera in a socket of its own and gave it address and password (isapi.md 7.1).
  var isPlugAndPlay: Bool { text(at: "sourceInputPortDescriptor/connMode")?.lowercased() == "plugplay" }

  /// Whether the camera hangs on a socket of the recorder, in the network behind it, and was not put there by hand.
  var isBehindRecorder: Bool {
    guard let source = cameraSource, source.text(at: "connMode") ?? "" == "" else { return false }
    return source.host.hasPrefix("192.168.254.")
  }

  /// Whether the recorder alone decides where the camera is found.
  var isPlacedByRecorder: Bool { isPlugAndPlay || isBehindRecorder }
}
