import ISAPI
import XML

/// The sockets of a digital video recorder for cameras without a network: the first of its channels (isapi.md 7.1).
///
/// They are always there, and nothing of them but the name can be written in their list.
enum AnalogInputs {
  static let list: Endpoint = "/ISAPI/System/Video/inputs/channels"

  /// Whether the recorder has any: pure network recorders say that they have none.
  static func areAnnounced(by snapshot: DeviceSnapshot) -> Bool {
    snapshot.capabilities?.text(at: "SysCap/VideoCap/videoInputPortNums").flatMap { Int($0) } ?? 0 > 0
  }

  /// The inputs as items of the list of cameras.
  ///
  /// A camera answers for its own lens in the same place, and has no list of cameras (isapi.md 7.1).
  static func liveItems(on snapshot: DeviceSnapshot) -> [LiveItem] {
    guard snapshot[Cameras.list] != nil else { return [] }
    return (snapshot[list]?.root.elements(named: "VideoInputChannel") ?? []).compactMap { input in
      input.text(at: "id").map { LiveItem(identity: $0, element: input, list: list) }
    }
  }

  /// What of a declared camera an input can have.
  static func managed(_ item: DesiredItem) -> DesiredItem {
    DesiredItem(item: item.item, fields: item.fields.filter { $0.path == CameraItem.path("name") })
  }

  /// What a camera without a network cannot have and is declared of it, not of cameras at large.
  static func refusal(of item: DesiredItem) -> SettingFinding? {
    let paths = ["address", "input", "serial"].map(CameraItem.path).filter { item[$0] != nil }
    guard !paths.isEmpty else { return nil }
    return .impossible(
      item: item, paths: paths, reason: "channel \(item.item ?? "") is an analog input: its camera has no network")
  }
}

extension LiveItem {
  /// Whether the channel is an analog input.
  var isAnalog: Bool { list == AnalogInputs.list }
}
