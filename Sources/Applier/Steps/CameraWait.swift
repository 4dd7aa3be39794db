import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings
import XML

/// Waits for cameras to connect, whose outcome only the states of the channels tell (isapi.md 7.2).
struct CameraWait {
  /// The numbers of the channels.
  var channels: Set<String>
  /// How long they may take, in seconds.
  var limit: Double
  /// Whether to go on waiting for a channel in this state.
  var isOpen: @Sendable (ChannelState?) -> Bool

  private static let pause = Duration.seconds(5)

  /// The states at the end, by channel; nil where the recorder tells none.
  ///
  /// Throws `StopAsked` where somebody asks for an end meanwhile.
  func states(at site: inout Worksite) async throws -> [String: ChannelState]? {
    let start = site.clock.now
    while true {
      guard case .document(let list) = try await site.link.read(ChannelState.list) else { return nil }
      let states = ChannelState.all(in: list.root)
      let open = channels.filter { isOpen(states[$0]) }
      let seconds = site.seconds(since: start)
      if open.isEmpty || seconds >= limit { return states.filter { channels.contains($0.key) } }
      site.showWaiting(
        Waiting(purpose: "waiting for \(Self.words(open))", seconds: seconds, sightings: [], deadline: nil))
      try await site.rest(for: Self.pause)
    }
  }

  /// The channels that are still connecting; nil where none is.
  static func connecting(on snapshot: DeviceSnapshot) -> Set<String>? {
    let states = snapshot[ChannelState.list].map { ChannelState.all(in: $0.root) } ?? [:]
    let open = Set(states.filter(\.value.isConnecting).keys)
    return open.isEmpty ? nil : open
  }

  /// Such as `channel 2, 10`, in the order of the numbers.
  static func words(_ channels: Set<String>) -> String { "channel " + sorted(channels).joined(separator: ", ") }

  /// Channels in the order of their numbers.
  static func sorted(_ channels: Set<String>) -> [String] {
    channels.sorted { (Int($0) ?? 0, $0) < (Int($1) ?? 0, $1) }
  }
}

extension SettingChange {
  /// Whether a camera connects anew behind the change.
  var connectsCamera: Bool {
    guard setting == Cameras.key else { return false }
    return switch action {
    case .add, .move, .rotate: true
    case .change: fields.contains { $0.path != Cameras.prefix + "name" }
    case .remove, .activate: false
    }
  }
}
