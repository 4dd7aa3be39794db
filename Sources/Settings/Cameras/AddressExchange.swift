import ISAPI
import XML

/// Cameras that are to have each other's addresses, as where two cables were swapped.
///
/// A recorder refuses an address that another channel has (isapi.md 7.2), so whoever is in the way first makes room.
struct AddressExchange {
  private let declared: [String: String]
  private let live: [String: String]

  init(_ desired: DesiredSetting, among items: [LiveItem]) {
    declared = Dictionary(
      desired.items.map(CameraItem.init).compactMap { camera in
        camera.address.map { (camera.channel, LiveItem.place($0, camera.input)) }
      }
    ) { first, _ in first }
    live = Dictionary(items.map { ($0.identity, $0.place) }) { first, _ in first }
  }

  /// The findings, where each change that needs an address of another declared channel names that channel.
  func marking(_ findings: [SettingFinding]) -> [SettingFinding] {
    var places = live
    return findings.map { finding in
      guard case .change(var change) = finding, let channel = change.wanted.item, let place = declared[channel],
        change.action.placesCamera
      else { return finding }
      let holders = places.filter { $0.value == place && $0.key != channel }.map(\.key)
        .filter { declared[$0].map { $0 != place } ?? false }
      for holder in holders { places[holder] = nil }
      places[channel] = place
      if !holders.isEmpty { change.displaced = holders.sorted() }
      return .change(change)
    }
  }

  /// Takes those in the way of a change to addresses that no device has (RFC 5737).
  static func requests(for change: SettingChange, on snapshot: DeviceSnapshot) -> [Request] {
    guard let displaced = change.displaced, let list = snapshot[Cameras.list]?.root else { return [] }
    return Cameras.liveItems(in: list).compactMap { item in
      guard displaced.contains(item.identity), let number = UInt32(item.identity) else { return nil }
      var channel = item.element.standingAlone(in: list)
      let parking = IPv4Address(bits: 0xC000_0200 | (number & 0xFF))
      guard channel.modify(at: "sourceInputPortDescriptor", { $0.setHost(.address(parking)) }) == true else {
        return nil
      }
      channel.setText("manual", at: "sourceInputPortDescriptor/connMode")
      return .send(.put, Cameras.endpoint(of: item), XMLDocument(root: channel))
    }
  }
}

extension SettingChange.Action {
  /// Whether a channel has its camera's address afterwards.
  fileprivate var placesCamera: Bool {
    switch self {
    case .add, .change, .move: true
    case .activate, .remove, .rotate: false
    }
  }
}
