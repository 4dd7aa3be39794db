import ISAPI
import XML

/// What the states of declared channels ask for, or give to think about (isapi.md 7.3, domain.md P02, P05).
struct CameraStates {
  private let states: [String: ChannelState]
  private let live: [LiveItem]
  /// Whether the recorder's own password is about to be replaced.
  private let isRotating: Bool

  init(on snapshot: DeviceSnapshot) {
    isRotating = snapshot.login == .previous
    states = snapshot[ChannelState.list].map { ChannelState.all(in: $0.root) } ?? [:]
    live = Cameras.liveItems(on: snapshot)
  }

  /// The findings with the passwords that cameras refuse, and a remark for each camera that is in trouble.
  func adding(to findings: [SettingFinding], of desired: DesiredSetting) -> [SettingFinding] {
    let refused = desired.items.compactMap { refusedPassword(of: $0, besides: findings) }
    return findings.map { telling($0) } + refused + desired.items.flatMap(remarks) + inheritors
  }

  /// The cameras that have the recorder's own password and keep it when the recorder gets another (domain.md P02).
  private var inheritors: [SettingFinding] {
    guard isRotating else { return [] }
    return live.filter(\.element.isPlacedByRecorder).map { channel in
      let name = channel.element.text(at: "name") ?? channel.identity
      return .remark(
        item: channel.identity,
        text: "camera \"\(name)\": plug and play gave it the recorder's password, which changes; "
          + "where it stays offline then, set the new one on the camera too")
    }
  }

  /// The channels whose cameras are badly secured, each with what is to be said of it.
  var weaknesses: [String: String] { states.compactMapValues { $0.security?.weakness } }

  /// A camera that refuses what its channel shows it gets the declared password, once for each plan.
  ///
  /// Nobody can compare passwords; that the camera refuses the one it is shown tells that it is another.
  private func refusedPassword(of item: DesiredItem, besides findings: [SettingFinding]) -> SettingFinding? {
    guard let field = refusedField(of: item), !findings.contains(where: { $0.concerns(item) }) else { return nil }
    return .change(
      SettingChange(setting: Cameras.key, action: .rotate, wanted: item, fields: [Self.rotation(of: field)]))
  }

  /// A change that is written anyway takes the password along, and says so.
  private func telling(_ finding: SettingFinding) -> SettingFinding {
    guard case .change(var change) = finding, change.action == .change, let field = refusedField(of: change.wanted)
    else { return finding }
    change.fields.append(Self.rotation(of: field))
    return .change(change)
  }

  private static func rotation(of field: DesiredField) -> FieldChange {
    FieldChange(path: field.path, before: "refused by the camera", after: field.value.text)
  }

  private func refusedField(of item: DesiredItem) -> DesiredField? {
    guard let own = live.first(where: { $0.identity == item.item }), states[own.identity]?.refusesLogin == true else {
      return nil
    }
    return Cameras.managed(item, on: own)[CameraItem.path("password")]
  }

  private func remarks(on item: DesiredItem) -> [SettingFinding] {
    let camera = CameraItem(item)
    guard let own = live.first(where: { $0.identity == item.item }), let state = states[own.identity] else { return [] }
    var texts = [state.security?.weakness].compactMap(\.self)
    if state.refusesLogin, refusedField(of: item) == nil {
      texts.append(
        own.element.isPlacedByRecorder
          ? "it refuses the recorder's own password, which plug and play shows it"
          : "it refuses its user name or password, and the manifest gives none to write")
    } else if !state.isOnline, camera.serial != nil, own.element.cameraSerial == nil {
      texts.append("its serial cannot be told: \(state.reason)")
    }
    return texts.isEmpty
      ? [] : [.remark(item: own.identity, text: "\(camera.words): \(texts.joined(separator: "; "))")]
  }
}

extension ChannelState.Security {
  /// What is wrong with it in words, nil where nothing is.
  fileprivate var weakness: String? {
    switch self {
    case .inactive: "it has no administrator"
    case .risk: "its password is a risk"
    case .weak: "its password is weak"
    case .medium, .strong: nil
    }
  }
}

extension SettingFinding {
  /// Whether it settles what is to be written to an item, or that nothing can be.
  fileprivate func concerns(_ wanted: DesiredItem) -> Bool {
    switch self {
    case .change(let change): change.wanted.item == wanted.item
    case .impossible(let item, _, _): item.item == wanted.item
    case .same, .notApplicable, .unmanaged, .remark: false
    }
  }
}
