import ISAPI
import XML

/// Declared cameras that answer on other channels than theirs, told by their serials (domain.md P11).
///
/// Such a camera is moved: its channel gets its address, name and recording as declared. The channel it leaves makes
/// room where another camera is declared for it, and is given up where none is.
struct CameraMoves {
  private let cameras: [String: CameraItem]
  private let live: [LiveItem]

  init(_ desired: DesiredSetting, among items: [LiveItem]) {
    cameras = Dictionary(desired.items.map { ($0.item ?? "", CameraItem($0)) }) { first, _ in first }
    live = items
  }

  /// The findings, where what only moves is neither added nor left over.
  func marking(_ findings: [SettingFinding]) -> [SettingFinding] {
    let removed = Set(findings.compactMap(\.removedItem))
    let marked = findings.map { marking($0, removed) }
    let vacated = Set(marked.compactMap { if case .change(let change) = $0 { change.vacated } else { nil } })
    return marked.filter { finding in
      switch finding {
      case .unmanaged(let item, _): !vacated.contains(item)
      case .change(let change) where change.action == .remove: !vacated.contains(change.wanted.item ?? "")
      case .change, .same, .notApplicable, .impossible, .remark: true
      }
    }
  }

  private func marking(_ finding: SettingFinding, _ removed: Set<String>) -> SettingFinding {
    guard case .change(var change) = finding, change.action == .add || change.changesPlace,
      let camera = change.wanted.item.flatMap({ cameras[$0] }), let address = camera.address
    else { return finding }
    guard let source = Self.source(of: camera, among: live) else {
      guard change.action == .add, let holder = holder(of: address, camera), !removed.contains(holder.identity) else {
        return finding
      }
      return .impossible(
        item: change.wanted, paths: [CameraItem.path("address")],
        reason: "channel \(holder.identity) has \(address) already, and whether that is the camera cannot be told: "
          + "declare it there, or wait until it is online")
    }
    let isDeclared = cameras[source.identity] != nil
    // What is there has no address in the manifest, so that nobody knows what is to become of it.
    if isDeclared, cameras[source.identity]?.address == nil {
      return .impossible(
        item: change.wanted, paths: [CameraItem.path("serial")],
        reason: "it answers on channel \(source.identity), for which the manifest gives no address")
    }
    change.action = .move
    change.movedFrom = source.identity
    if !isDeclared { change.vacated = source.identity }
    return .change(change)
  }

  /// A channel that has the place of a camera, of which nobody can tell what it shows, and that is to keep it.
  private func holder(of address: String, _ camera: CameraItem) -> LiveItem? {
    let place = LiveItem.place(address, camera.input)
    let holder = live.first { $0.place == place && $0.element.cameraSerial == nil }
    guard let holder, let declared = cameras[holder.identity] else { return holder }
    let staysThere = declared.address.map { LiveItem.place($0, declared.input) == place } ?? true
    return staysThere ? holder : nil
  }

  /// The other channel on which a camera answers; nil where it is on its own, or nowhere.
  static func source(of camera: CameraItem, among live: [LiveItem]) -> LiveItem? {
    if live.contains(where: { $0.identity == camera.channel && camera.isShown(by: $0) }) { return nil }
    return live.first { camera.isShown(by: $0) }
  }

  /// Gives up the channel that a camera leaves, where it still stands there.
  static func requests(for change: SettingChange, on snapshot: DeviceSnapshot) -> [Request] {
    guard let vacated = change.vacated, let list = snapshot[Cameras.list]?.root,
      let source = Cameras.liveItems(in: list).first(where: { $0.identity == vacated }),
      CameraItem(change.wanted).isShown(by: source)
    else { return [] }
    return Cameras.removal(of: source, in: list)
  }
}

extension SettingFinding {
  fileprivate var removedItem: String? {
    if case .change(let change) = self, change.action == .remove { change.wanted.item } else { nil }
  }
}

extension SettingChange {
  fileprivate var changesPlace: Bool {
    action == .change
      && fields.contains { ["address", "port", "input"].map(CameraItem.path).contains($0.path) }
  }
}
