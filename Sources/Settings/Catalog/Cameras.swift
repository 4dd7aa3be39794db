package import Host
package import ISAPI
package import XML

/// The cameras bound to the channels of a recorder (isapi.md 7.1, 7.2).
package struct Cameras: CollectionSetting {
  package var name: String?
  package var maker: CameraProtocol?
  package var address: HostAddress?
  package var port: Int?
  package var username: String?
  package var password: SecretReference?
  package var serial: String?

  /// The language the recorder speaks with a camera.
  package enum CameraProtocol: String, Sendable, CaseIterable {
    case hikvision
    case onvif
    case psia
    case custom
  }

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
      "protocol", \.maker, .choice,
      .element(
        "sourceInputPortDescriptor/proxyProtocol",
        spelled: [.hikvision: "HIKVISION", .onvif: "ONVIF", .psia: "PSIA", .custom: "CUSTOM"]),
      "The protocol the recorder speaks with the camera; `hikvision` unless told otherwise."),
    Field(
      "address", \.address, .host, .cameraAddress,
      "Where the camera is found: an address or a host name; may be left out for a camera on a PoE port."),
    Field(
      "port", \.port, .port, .element("sourceInputPortDescriptor/managePortNo", as: .integer(in: 0...65_535)),
      "The port of the protocol: 8000 for `hikvision` and 80 for `onvif` unless told otherwise."),
    Field(
      "username", \.username, .username, .element("sourceInputPortDescriptor/userName"),
      "The account of the camera; `admin` unless told otherwise."),
    Field(
      "password", \.password, secretIn: "sourceInputPortDescriptor/password", after: "userName",
      "The password of that account; recorders never show it, so it is written whenever another field is."),
    Field(
      "serial", \.serial, .serial, .pinnedSerial,
      "The serial of the camera, full or short; a recorder on which another camera answers is left alone."),
  ]

  package static func compare(_ desired: DesiredSetting, with snapshot: DeviceSnapshot) -> [SettingFinding] {
    let live = snapshot[list].map { liveItems(in: $0.root) } ?? []
    return AddressExchange(desired, among: live).marking(compareItems(desired, with: snapshot))
  }

  package static func requests(
    for change: SettingChange, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> [Request] {
    try AddressExchange.requests(for: change, on: snapshot)
      + itemRequests(for: change, on: snapshot, secrets: secrets)
  }

  package static func liveItems(in list: XMLElement) -> [LiveItem] {
    list.elements(named: "InputProxyChannel").compactMap { channel in
      channel.text(at: "id").map { LiveItem(identity: $0, element: channel) }
    }
  }

  package static func endpoint(of live: LiveItem) -> Endpoint { list.item(live.identity) }

  /// A camera that came by plug and play has its address and account from the recorder; they are ours only where
  /// the manifest gives an address.
  package static func managed(_ item: DesiredItem, on live: LiveItem) -> DesiredItem {
    guard live.element.isPlugAndPlay, item[prefix + "address"] == nil else { return item }
    let given = Set(["protocol", "port", "username", "password"].map { prefix + $0 })
    return DesiredItem(item: item.item, fields: item.fields.filter { !given.contains($0.path) })
  }

  /// What plug and play gave comes back by itself, also on firmware that does not say how a camera came.
  package static func isTold(_ path: String, of live: LiveItem) -> Bool {
    guard live.element.isPlugAndPlay || live.element.isBehindRecorder else { return true }
    return !["protocol", "address", "port", "username", "password"].contains { prefix + $0 == path }
  }

  package static func obstacle(toAdding item: DesiredItem, on snapshot: DeviceSnapshot) -> String? {
    let channel = item.item ?? ""
    if let limit = snapshot.capabilities?.channelCount, let number = Int(channel), number > limit {
      return "the recorder has \(limit) channels"
    }
    return item[prefix + "address"] == nil
      ? "no camera is on channel \(channel), and the manifest gives no address for it" : nil
  }

  package static func addition(
    _ item: DesiredItem, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> Request? {
    guard let root = snapshot[list]?.root else { return nil }
    let isONVIF = item[prefix + "protocol"]?.value == .text(CameraProtocol.onvif.rawValue)
    var channel = XMLElement("InputProxyChannel") {
      XMLElement("id", text: item.item ?? "")
      if item[prefix + "name"] != nil { XMLElement("name") }
      XMLElement("sourceInputPortDescriptor") {
        XMLElement("proxyProtocol", text: "HIKVISION")
        XMLElement("addressingFormatType", text: "ipaddress")
        XMLElement("ipAddress")
        XMLElement("managePortNo", text: isONVIF ? "80" : "8000")
        XMLElement("srcInputPort", text: "1")
        XMLElement("userName", text: "admin")
        XMLElement("streamType", text: "auto")
      }
    }
    try FieldTable(fields).write(item, into: &channel, setting: key, prefix: prefix, secrets: secrets)
    return .send(.post, list, XMLDocument(root: channel.standingAlone(in: root)))
  }

  /// The serial only counts where the camera is looked for at the same place as before.
  package static func examine(
    _ item: DesiredItem, live: LiveItem, findings: [SettingFinding], among all: [LiveItem]
  ) -> [SettingFinding] {
    let path = prefix + "serial"
    guard findings.changes(path), let declared = item[path]?.value.text else { return findings }
    let refused = findings.refusing([path], of: item, reason: swapped(live, declared, among: all))
    let moves = ["address", "port"].contains { findings.changes(prefix + $0) }
    return moves ? refused.filter { if case .impossible = $0 { false } else { true } } : refused
  }

  private static func swapped(_ live: LiveItem, _ declared: String, among all: [LiveItem]) -> String {
    let other = all.first { $0.element.serial.map { CameraSerial.fits($0, declared: declared) } ?? false }
    if let other {
      return "channel \(other.identity) answers with the serial of channel \(live.identity): are two cables swapped?"
    }
    return "another camera answers on channel \(live.identity): \(live.element.serial ?? "")"
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

  package static func summary(of live: LiveItem) -> String {
    let host = live.element.child("sourceInputPortDescriptor")?.host ?? ""
    return "\"\(live.element.text(at: "name") ?? "")\" \(host)"
  }
}

extension DeviceBinding where Value == HostAddress {
  /// The place of a camera.
  fileprivate static let cameraAddress = DeviceBinding(
    read: { wanted, document in
      guard let source = document.child("sourceInputPortDescriptor") else { return .missing }
      return source.host == wanted.description ? .same : .differs(live: source.host)
    },
    write: { host, document, _ in
      document.modify(at: "sourceInputPortDescriptor") { $0.setHost(host) } ?? false
    },
    live: { document in
      let host = document.child("sourceInputPortDescriptor")?.host
      return host == "0.0.0.0" ? .nothing : .reading(host) { HostAddress($0) }
    })
}

extension DeviceBinding where Value == String {
  /// The serial a camera answers with, which is never written; one that is offline has none (isapi.md 7.1).
  fileprivate static let pinnedSerial = DeviceBinding(
    read: { wanted, document in
      guard let live = document.serial else { return .same }
      return CameraSerial.fits(live, declared: wanted) ? .same : .differs(live: live)
    },
    write: { _, _, _ in true },
    live: { document in .reading(document.serial) { $0 } })
}

/// Serials of cameras, which labels and SADP shorten (isapi.md 3.1).
private enum CameraSerial {
  static func fits(_ live: String, declared: String) -> Bool {
    DeviceIdentity(serial: live, model: "", mac: "", firmware: "", firmwareReleased: "").hasSerial(declared)
  }
}

extension XMLElement {
  fileprivate var isPlugAndPlay: Bool { text(at: "sourceInputPortDescriptor/connMode")?.lowercased() == "plugplay" }

  /// Whether the camera hangs on a socket of the recorder, in the network behind it, and was not put there by hand.
  fileprivate var isBehindRecorder: Bool {
    guard let source = child("sourceInputPortDescriptor"), source.text(at: "connMode") ?? "" == "" else { return false }
    return source.host.hasPrefix("192.168.254.")
  }

  fileprivate var serial: String? {
    text(at: "sourceInputPortDescriptor/serialNumber").flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The channels a recorder has: those for cameras follow the analog ones (isapi.md 7.1).
  fileprivate var channelCount: Int? {
    guard let cameras = text(at: "RacmCap/inputProxyNums").flatMap({ Int($0) }) else { return nil }
    return cameras + (text(at: "SysCap/VideoCap/videoInputPortNums").flatMap { Int($0) } ?? 0)
  }
}
