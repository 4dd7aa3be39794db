package import Host
package import ISAPI
package import XML

/// The cameras bound to the channels of a recorder (isapi.md 7.1, 7.2).
package struct Cameras: CollectionSetting {
  package var name: String?
  package var maker: CameraProtocol?
  package var address: HostAddress?
  package var port: Int?
  package var input: Int?
  package var username: String?
  package var password: SecretReference?
  package var serial: String?

  package init() {}

  package static let key = "cameras"
  package static let section = Section.cameras
  package static let stage = Stage.cameras
  package static let collection = "cameras"
  package static let identity = ItemIdentity(
    "channel", in: collection, .integer(in: 1...256), "The number of the channel; the order of the list means nothing.")
  package static let list: Endpoint = "/ISAPI/ContentMgmt/InputProxy/channels"
  package static let container = "InputProxyChannelList"
  package static let ownsMembership = true

  package static let fields: [Field<Self>] = [
    Field(
      "name", \.name, .channelName, .element("name"),
      "The name of the channel, at most 32 characters."),
    Field(
      "protocol", \.maker, .cameraProtocol, .cameraProtocol,
      "The protocol the recorder speaks with the camera: `hikvision` (unless told otherwise), `onvif`, `psia`, `custom`, or "
        + "any other name that the recorder lists."),
    Field(
      "address", \.address, .host, .cameraAddress,
      "Where the camera is found: an address or a host name; may be left out for a camera on a PoE port."),
    Field(
      "port", \.port, .port, .element("sourceInputPortDescriptor/managePortNo", as: .integer(in: 0...65_535)),
      "The port of the protocol; unless told otherwise 8000 for `hikvision`, 554 for `custom` and 80 for others."),
    Field(
      "input", \.input, .integer(in: 1...64), .cameraInput,
      "Which picture of a camera that sends several from one address; 1 unless told otherwise."),
    Field(
      "username", \.username, .username, .element("sourceInputPortDescriptor/userName"),
      "The account of the camera; `admin` unless told otherwise."),
    Field(
      "password", \.password, secretIn: "sourceInputPortDescriptor/password", after: "userName",
      "The password of that account; recorders never show it, so it is written whenever another field is, and where the "
        + "camera refuses the one it is shown. A camera without an administrator gets it as its first."),
    Field(
      "serial", \.serial, .serial, .pinnedSerial,
      "The serial of the camera, full or short; a channel on which another camera answers is left alone, and one that "
        + "answers on another channel is moved. Without `address` it is looked for by its serial."),
  ]

  package static func resources(for desired: DesiredSetting, on snapshot: DeviceSnapshot) -> [Endpoint] {
    var endpoints = [list, ChannelState.list]
    if AnalogInputs.areAnnounced(by: snapshot) { endpoints.append(AnalogInputs.list) }
    if !desired.items.allSatisfy({ CameraItem($0).cameraProtocol.isKnown }) {
      let unread = CameraProtocol.lists.first { snapshot.readings[$0] == nil }
      if CameraProtocol.offered(on: snapshot).isEmpty { endpoints += [unread].compactMap(\.self) }
    }
    // Looking around takes half a minute, so that nobody is asked to who need not.
    guard snapshot.readings[ChannelState.list] != nil, snapshot[list] != nil else { return endpoints }
    let (lookup, passwords) = (CameraLookup(on: snapshot), FirstPasswords(on: snapshot))
    if desired.items.contains(where: { lookup.isLost($0) || passwords.needsSearch(for: $0) }) {
      endpoints.append(FoundCamera.search)
    }
    return endpoints
  }

  package static func completed(_ desired: DesiredSetting, on snapshot: DeviceSnapshot) -> DesiredSetting {
    CameraLookup(on: snapshot).completed(desired)
  }

  package static func compare(_ desired: DesiredSetting, with snapshot: DeviceSnapshot) -> [SettingFinding] {
    let desired = completed(desired, on: snapshot)
    let live = liveItems(on: snapshot)
    let placed = AddressExchange(desired, among: live).marking(
      CameraMoves(desired, among: live).marking(compareItems(desired, with: snapshot)))
    let passwords = FirstPasswords(on: snapshot)
    let first = desired.items.compactMap { passwords.finding(for: $0) }
    return first + CameraStates(on: snapshot).adding(to: placed, of: desired)
  }

  package static func requests(
    for change: SettingChange, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> [Request] {
    let first = try FirstPasswords(on: snapshot).requests(for: change.wanted, secrets: secrets)
    if change.action == .activate { return first }
    try checkPassword(of: change, on: snapshot, secrets)
    return try first + CameraMoves.requests(for: change, on: snapshot)
      + AddressExchange.requests(for: change, on: snapshot)
      + itemRequests(for: change, on: snapshot, secrets: secrets)
  }

  /// Refuses what the recorder would refuse, before anything is sent.
  private static func checkPassword(
    of change: SettingChange, on snapshot: DeviceSnapshot, _ secrets: ResolvedSecrets
  ) throws {
    let own = liveItems(on: snapshot).first { $0.identity == change.wanted.item }
    let ours = own.map { managed(change.wanted, on: $0) } ?? change.wanted
    guard case .secret(let reference)? = ours[prefix + "password"]?.value, let secret = secrets[reference],
      let reason = CameraPassword.obstacle(secret, with: CameraItem(ours).cameraProtocol)
    else { return }
    throw SettingNotWritable(setting: key, path: prefix + "password", reason: reason)
  }

  package static func liveItems(in list: XMLElement) -> [LiveItem] {
    list.subjects(named: "InputProxyChannel").compactMap { channel in
      channel.text(at: "id").map { LiveItem(identity: $0, element: channel) }
    }
  }

  /// The analog inputs of the recorder, if it has any, and behind them the cameras on the network.
  package static func liveItems(on snapshot: DeviceSnapshot) -> [LiveItem] {
    AnalogInputs.liveItems(on: snapshot) + (snapshot[list].map { liveItems(in: $0.root) } ?? [])
  }

  package static func endpoint(of live: LiveItem) -> Endpoint { (live.list ?? list).item(live.identity) }

  /// A camera that came by plug and play has its address and account from the recorder; they are ours only where
  /// the manifest gives an address.
  package static func managed(_ item: DesiredItem, on live: LiveItem) -> DesiredItem {
    if live.isAnalog { return AnalogInputs.managed(item) }
    guard live.element.isPlugAndPlay, item[prefix + "address"] == nil else { return item }
    let given = Set(["protocol", "port", "username", "password"].map { prefix + $0 })
    return DesiredItem(item: item.item, fields: item.fields.filter { !given.contains($0.path) })
  }

  /// What plug and play gave comes back by itself, also on firmware that does not say how a camera came.
  package static func isTold(_ path: String, of live: LiveItem) -> Bool {
    if live.isAnalog { return path == prefix + "name" }
    guard live.element.isPlacedByRecorder else { return true }
    return !["protocol", "address", "port", "username", "password"].contains { prefix + $0 == path }
  }

  package static func obstacle(toAdding item: DesiredItem, on snapshot: DeviceSnapshot) -> String? {
    let camera = CameraItem(item)
    if let limit = snapshot.capabilities?.channelCount, let number = Int(camera.channel), number > limit {
      return "the recorder has \(limit) channels"
    }
    let live = liveItems(on: snapshot)
    let source = CameraMoves.source(of: camera, among: live)
    guard camera.address != nil else {
      if let source, source.element.isPlacedByRecorder {
        return "the camera came to channel \(source.identity) by its socket: plug it into the one of channel "
          + "\(camera.channel), or give its address"
      }
      return camera.serial == nil
        ? "no camera is on channel \(camera.channel), and the manifest gives no address for it"
        : "the recorder finds no camera with this serial: give its address, or check its cable"
    }
    if let reason = CameraLookup.obstacle(to: camera.cameraProtocol, on: snapshot) { return reason }
    return camera.hasPassword ? nil : "recorders take no camera without a password, and the manifest gives none for it"
  }

  package static func addition(
    _ item: DesiredItem, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> Request? {
    guard let document = snapshot[list] else { return nil }
    let camera = CameraItem(item)
    var channel = XMLElement("InputProxyChannel") {
      XMLElement("id", text: item.item ?? "")
      if item[prefix + "name"] != nil { XMLElement("name") }
      XMLElement("sourceInputPortDescriptor") {
        XMLElement("proxyProtocol", text: "HIKVISION")
        XMLElement("addressingFormatType", text: "ipaddress")
        XMLElement("ipAddress")
        XMLElement("managePortNo", text: String(camera.cameraProtocol.usualPort))
        XMLElement("srcInputPort", text: "1")
        XMLElement("userName", text: "admin")
        XMLElement("streamType", text: "auto")
      }
    }
    try FieldTable(fields).write(item, into: &channel, setting: key, prefix: prefix, secrets: secrets)
    return .send(.post, list, document.newPart(channel))
  }

  /// The serial only counts where the camera is looked for at the same place as before.
  package static func examine(
    _ item: DesiredItem, live: LiveItem, findings: [SettingFinding], among all: [LiveItem]
  ) -> [SettingFinding] {
    if live.isAnalog { return findings + [AnalogInputs.refusal(of: item)].compactMap(\.self) }
    let path = prefix + "serial"
    guard findings.changes(path), let declared = item[path]?.value.text else { return findings }
    let refused = findings.refusing([path], of: item, reason: swapped(live, declared, among: all))
    let moves = ["address", "port", "input"].contains { findings.changes(prefix + $0) }
    return moves ? refused.filter { if case .impossible = $0 { false } else { true } } : refused
  }

  private static func swapped(_ live: LiveItem, _ declared: String, among all: [LiveItem]) -> String {
    let other = all.first { $0.element.cameraSerial.map { CameraSerial.fits($0, declared: declared) } ?? false }
    if let other {
      return "channel \(other.identity) answers with the serial of channel \(live.identity): are two cables swapped?"
    }
    return "another camera answers on channel \(live.identity): \(live.element.cameraSerial ?? "")"
  }

  /// With a new place the camera is no longer the one that plug and play found.
  package static func finish(_ element: inout XMLElement, from live: XMLElement) {
    let path: XMLPath = "sourceInputPortDescriptor"
    guard live.isPlugAndPlay, element.element(at: path) != live.element(at: path) else { return }
    element.setText("manual", at: "sourceInputPortDescriptor/connMode")
  }

  /// A channel of plug and play comes back by itself while its camera is plugged in (isapi.md 7.2).
  package static func removal(of live: LiveItem, in list: XMLElement) -> [Request] {
    let delete = Request(.delete, endpoint(of: live))
    guard live.element.isPlugAndPlay else { return [delete] }
    var manual = live.element.standingAlone(in: list)
    manual.setText("manual", at: "sourceInputPortDescriptor/connMode")
    return [.send(.put, endpoint(of: live), XMLDocument(root: manual)), delete]
  }

  /// Whether a declared camera reaches the recorder over a network, so that there is something to connect.
  package static func hasNetwork(_ item: DesiredItem, on snapshot: DeviceSnapshot) -> Bool {
    !AnalogInputs.liveItems(on: snapshot).contains { $0.identity == item.item }
  }

  package static func isRemovable(_ live: LiveItem) -> Bool { !live.isAnalog }

  package static func liveState(on snapshot: DeviceSnapshot, for context: ExportContext) -> LiveState {
    var state = liveItemState(on: snapshot, for: context)
    for (channel, text) in CameraStates(on: snapshot).weaknesses { state.remarks["cameras.channel=\(channel)"] = text }
    return state
  }

  package static func summary(of live: LiveItem) -> String {
    if live.isAnalog { return "\"\(live.element.text(at: "name") ?? "")\" analog" }
    let host = live.element.child("sourceInputPortDescriptor")?.host ?? ""
    return "\"\(live.element.text(at: "name") ?? "")\" \(host)"
  }
}

extension XMLElement {
  /// The channels a recorder has: those for cameras follow the analog ones (isapi.md 7.1).
  fileprivate var channelCount: Int? {
    guard let cameras = text(at: "RacmCap/inputProxyNums").flatMap({ Int($0) }) else { return nil }
    return cameras + (text(at: "SysCap/VideoCap/videoInputPortNums").flatMap { Int($0) } ?? 0)
  }
}
