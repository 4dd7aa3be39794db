package import Diagnostics
import Host
package import ISAPI
import XML

/// The servers a recorder sets its clock by.
package struct NTP: DocumentSetting {
  package var servers: [HostAndPort]?
  package var interval: Minutes?

  package init() {}

  package static let key = "ntp"
  package static let section = Section.time
  package static let stage = Stage.plain
  package static let endpoint: Endpoint = "/ISAPI/System/time/ntpServers"
  package static let subject = "NTPServerList"
  package static let feature = Feature.ntp
  /// Where firmware without the list keeps its only server.
  static let first = endpoint.item("1")

  package static let fields: [Field<Self>] = [
    Field(
      "time.ntp", \.servers, .list(of: .host(defaultPort: 123), max: 8), .servers,
      "The time servers, each `host` or `host:port`; most recorders keep one."),
    Field(
      "time.ntpInterval", \.interval, .minutes, .interval,
      "How often the recorder asks the server, such as `60m` or `24h`; a week at most."),
  ]

  package static func check(_ value: Self, at places: [String: SourceRange], into bag: inout DiagnosticBag) {
    if value.servers?.isEmpty == true { bag.report(.noServer(at: places["time.ntp"])) }
  }

  package static func resources(for desired: DesiredSetting, on snapshot: DeviceSnapshot) -> [Endpoint] {
    if snapshot.abilities.rulesOut(feature) { return [] }
    return if case .absent? = snapshot.readings[endpoint] { [endpoint, first] } else { [endpoint] }
  }

  package static func compare(_ desired: DesiredSetting, with snapshot: DeviceSnapshot) -> [SettingFinding] {
    guard let document = place(on: snapshot)?.document.root else {
      let reason = strangeness(on: snapshot) ?? absence(on: snapshot)?.reason ?? "the recorder keeps no time server"
      return desired.items.map { .impossible(item: $0, paths: $0.fields.map(\.path), reason: reason) }
    }
    return desired.items.flatMap { FieldTable(fields).compare($0, with: document, setting: key, prefix: "") }
  }

  /// One PUT for each server whose document changes; the list itself is not written by every firmware.
  package static func requests(
    for change: SettingChange, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> [Request] {
    guard let place = place(on: snapshot) else {
      throw SettingNotWritable(setting: key, path: "time.ntp", reason: "the recorder keeps no time server")
    }
    let live = place.document.root
    var wanted = place.document
    try FieldTable(fields).write(change.wanted, into: &wanted.root, setting: key, prefix: "", secrets: secrets)
    // A server that is the whole document, or that has no number, is written where it was read.
    if live.isNamed("NTPServer") { return [.send(.put, place.endpoint, wanted)] }
    let changed = zip(live.servers, wanted.root.servers).filter { $0 != $1 }.map(\.1)
    guard changed.allSatisfy({ $0.text(at: "id") ?? "" != "" }) else { return [.send(.put, endpoint, wanted)] }
    return changed.map { .send(.put, endpoint.item($0.text(at: "id") ?? ""), wanted.part($0)) }
  }

  package static func liveState(on snapshot: DeviceSnapshot, for context: ExportContext) -> LiveState {
    if let place = place(on: snapshot) { return FieldTable(fields).live(in: place.document.root) }
    var state = LiveState()
    if let reason = strangeness(on: snapshot) {
      state.omissions = fields.map { Omission(path: $0.path, reason: reason) }
    }
    return state
  }

  /// Why a document is not a list of servers; nil for a list that has none.
  private static func strangeness(on snapshot: DeviceSnapshot) -> String? {
    guard let root = (snapshot[endpoint] ?? snapshot[first])?.root, !root.isNamed(subject) else { return nil }
    return "the recorder answers with \"\(root.localName)\" for \(endpoint)"
  }

  package static func place(on snapshot: DeviceSnapshot) -> DocumentPlace? {
    for endpoint in [endpoint, first] {
      if let document = snapshot[endpoint], !document.root.servers.isEmpty {
        return DocumentPlace(document: document, endpoint: endpoint)
      }
    }
    return nil
  }
}

extension DeviceBinding where Value == [HostAndPort] {
  /// The servers in the order of their slots (isapi.md 5.3).
  fileprivate static let servers = DeviceBinding(
    read: { wanted, document in
      let slots = document.servers
      guard wanted.count <= slots.count else {
        let room = slots.count == 1 ? "one time server" : "\(slots.count) time servers"
        return .refused(reason: "the recorder keeps \(room), and \(wanted.count) are declared")
      }
      let live = slots.prefix(wanted.count).map(\.server)
      return live == wanted.map { $0.text(defaultPort: 123) } ? .same : .differs(live: live.joined(separator: ", "))
    },
    write: { servers, document, _ in
      var rest = servers[...]
      var hasPlace = true
      document.modifyServers { slot in
        guard let server = rest.popFirst(), slot.server != server.text(defaultPort: 123) else { return }
        hasPlace = slot.setHost(server.host) && slot.setText(String(server.port), at: "portNo") && hasPlace
      }
      return hasPlace && rest.isEmpty
    },
    live: { document in
      // A slot that names nobody ends the list.
      let named = document.servers.prefix { !["", "0.0.0.0"].contains($0.host) }.map(\.server)
      if named.isEmpty { return .nothing }
      let servers = named.compactMap { HostAndPort($0, defaultPort: 123) }
      return servers.count == named.count ? .value(servers) : .other(named.joined(separator: ", "))
    })
}

extension DeviceBinding where Value == Minutes {
  /// The interval of the first server.
  fileprivate static let interval = DeviceBinding(
    read: { wanted, document in
      guard let text = document.servers.first?.text(at: "synchronizeInterval") else { return .missing }
      guard let live = Int(text).map({ Minutes($0) }) else { return .differs(live: text) }
      return live == wanted ? .same : .differs(live: live.description)
    },
    write: { interval, document, _ in
      var isFirst = true
      var hasPlace = false
      document.modifyServers { slot in
        if isFirst { hasPlace = slot.setText(String(interval.count), at: "synchronizeInterval") }
        isFirst = false
      }
      return hasPlace
    },
    live: { document in
      .reading(document.servers.first?.text(at: "synchronizeInterval")) { text in Int(text).map { Minutes($0) } }
    })
}

extension XMLElement {
  /// The servers of a list, or the only one.
  fileprivate var servers: [XMLElement] { subjects(named: "NTPServer") }

  fileprivate mutating func modifyServers(_ body: (inout XMLElement) -> Void) {
    modifySubjects(named: "NTPServer", body)
  }

  /// Host and port as manifests write them.
  fileprivate var server: String {
    let port = text(at: "portNo") ?? ""
    return port.isEmpty || port == "123" ? host : "\(host):\(port)"
  }
}

extension Diagnostic {
  fileprivate static func noServer(at range: SourceRange?) -> Self {
    .error(
      "NVR0133", "the list of time servers is empty", at: range,
      help: ["without a server write:  mode: manual", "leave \"ntp\" out to leave the servers alone"])
  }
}
