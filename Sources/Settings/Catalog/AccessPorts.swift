package import Diagnostics
package import ISAPI
package import XML

/// The protocols a recorder is reached by, with their ports: one document for all of them.
package struct AccessPorts: DocumentSetting {
  package var http = Access()
  package var https = Access()
  package var redirectHTTP: Bool?
  package var minimumTLS: TLSVersion?
  package var rtsp = Access()
  package var sdk = Access()
  package var sdkTLS = Access()
  package var websocket = Access()
  package var websocketTLS = Access()

  /// One protocol.
  package struct Access: Sendable, Hashable {
    package var enabled: Bool?
    package var port: Int?
  }

  /// A version of TLS.
  package enum TLSVersion: String, Sendable, CaseIterable {
    case v1_1 = "1.1"
    case v1_2 = "1.2"
    case v1_3 = "1.3"
  }

  package init() {}

  package static let key = "access"
  package static let section = Section.access
  package static let stage = Stage.access
  package static let endpoint: Endpoint = "/ISAPI/Security/adminAccesses"
  package static let subject = "AdminAccessProtocolList"
  package static let feature = Feature("list of protocols")

  // Names, defaults and ranges: isapi.md 6.6.
  package static let fields: [Field<Self>] = [
    Field("services.http.enabled", \.http.enabled, .boolean, .access("HTTP"), "Plain HTTP."),
    Field("services.http.port", \.http.port, .port, .port(of: "HTTP"), "The port of HTTP, 80 from the factory."),
    Field("services.https.enabled", \.https.enabled, .boolean, .access("HTTPS"), "HTTP over TLS."),
    Field("services.https.port", \.https.port, .port, .port(of: "HTTPS"), "The port of HTTPS, 443 from the factory."),
    Field(
      "services.https.redirectHTTP", \.redirectHTTP, .boolean, .access("HTTPS", "redirectToHttps"),
      "Whether requests by HTTP are sent on to HTTPS."),
    Field(
      "services.https.minimumTLS", \.minimumTLS, .choice, .minimumTLS(of: "HTTPS"),
      "The oldest version of TLS that is taken, in quotes: `\"1.1\"`, `\"1.2\"` or `\"1.3\"`."),
    Field("services.rtsp.enabled", \.rtsp.enabled, .boolean, .access("RTSP"), "Video streams by RTSP."),
    Field(
      "services.rtsp.port", \.rtsp.port, .integer(in: 554...65_535), .port(of: "RTSP"),
      "The port of RTSP: 554, or 1024 and up."),
    Field(
      "services.sdk.enabled", \.sdk.enabled, .boolean, .access("DEV_MANAGE"),
      "The vendor's own protocol, which desktop clients and other recorders use."),
    Field(
      "services.sdk.port", \.sdk.port, .integer(in: 2000...65_535), .port(of: "DEV_MANAGE"),
      "The port of the vendor's protocol, 8000 from the factory."),
    Field(
      "services.sdkTLS.enabled", \.sdkTLS.enabled, .boolean, .access("SDK_OVER_TLS"), "The vendor's protocol over TLS."),
    Field(
      "services.sdkTLS.port", \.sdkTLS.port, .integer(in: 2000...65_535), .port(of: "SDK_OVER_TLS"),
      "The port of the vendor's protocol over TLS, 8443 from the factory."),
    Field(
      "services.websocket.enabled", \.websocket.enabled, .boolean, .access("WebSocket"),
      "Live view in browsers by WebSocket."),
    Field(
      "services.websocket.port", \.websocket.port, .integer(in: 7681...7681), .port(of: "WebSocket"),
      "The port of WebSocket, which is 7681 on every recorder."),
    Field(
      "services.websocketTLS.enabled", \.websocketTLS.enabled, .boolean, .access("WebSocketS"),
      "Live view in browsers by WebSocket over TLS."),
    Field(
      "services.websocketTLS.port", \.websocketTLS.port, .integer(in: 1024...65_535), .port(of: "WebSocketS"),
      "The port of WebSocket over TLS, 7682 from the factory."),
  ]

  package static func feature(of path: String) -> Feature? {
    switch path {
    case "services.https.redirectHTTP": .httpsRedirect
    case "services.https.minimumTLS": .tlsVersions
    case "services.sdk.enabled": .sdkSwitch
    case _ where path.hasPrefix("services.sdkTLS."): .sdkOverTLS
    case _ where path.hasPrefix("services.websocket."): .webSocket
    default: nil
    }
  }

  package static func check(_ value: Self, at places: [String: SourceRange], into bag: inout DiagnosticBag) {
    if let port = value.rtsp.port, (555..<1024).contains(port) {
      bag.report(.reservedRTSPPort(port, at: places["services.rtsp.port"]))
    }
    var first: [Int: (path: String, place: SourceRange)] = [:]
    for (path, port) in value.ports {
      guard let port, let place = places[path] else { continue }
      if let earlier = first[port] {
        bag.report(.portTwice(port, at: place, first: earlier.place))
      } else {
        first[port] = (path, place)
      }
    }
    guard value.https.enabled == false else { return }
    if value.http.enabled == false {
      bag.report(.noWayIn(at: places["services.https.enabled"], other: places["services.http.enabled"]))
    }
    if value.redirectHTTP == true {
      bag.report(
        .redirectToNothing(at: places["services.https.redirectHTTP"], switch: places["services.https.enabled"]))
    }
  }

  private var ports: [(path: String, port: Int?)] {
    [
      ("services.http.port", http.port), ("services.https.port", https.port), ("services.rtsp.port", rtsp.port),
      ("services.sdk.port", sdk.port), ("services.sdkTLS.port", sdkTLS.port),
      ("services.websocket.port", websocket.port), ("services.websocketTLS.port", websocketTLS.port),
    ]
  }

  /// What the manifests leave alone must fit to what they declare.
  package static func examine(
    _ item: DesiredItem, value: Self, live: XMLElement, findings: [SettingFinding]
  ) -> [SettingFinding] {
    var findings = findings
    var wanted = live
    for field in fields where item[field.path] != nil { _ = field.write(value, &wanted, ResolvedSecrets()) }
    let isOff = { (name: String) in wanted.access(name)?.flag(at: "enabled") == false }
    if isOff("HTTPS") {
      let paths = ["services.http.enabled", "services.https.enabled"].filter(findings.changes)
      if isOff("HTTP"), !paths.isEmpty {
        findings = findings.refusing(
          paths, of: item, reason: "HTTP and HTTPS would both be off, and the recorder out of reach")
      }
      if wanted.access("HTTPS")?.flag(at: "redirectToHttps") == true, findings.changes("services.https.redirectHTTP") {
        findings = findings.refusing(
          ["services.https.redirectHTTP"], of: item, reason: "HTTPS is off, and HTTP would lead nowhere")
      }
    }
    for (path, port) in value.ports where findings.changes(path) {
      let holders = wanted.subjects(named: "AdminAccessProtocol").filter {
        port != nil && $0.text(at: "portNo").flatMap { Int($0) } == port
      }
      guard let port, holders.count > 1 else { continue }
      let names = holders.compactMap { $0.text(at: "protocol") }.joined(separator: " and ")
      findings = findings.refusing([path], of: item, reason: "port \(port) would be that of \(names)")
    }
    return findings
  }
}

extension XMLElement {
  /// The item of a protocol; ids mean other protocols on other devices (isapi.md 6.6).
  fileprivate func access(_ name: String) -> XMLElement? {
    subjects(named: "AdminAccessProtocol").first { $0.isAccess(name) }
  }

  fileprivate mutating func modifyAccess(_ name: String, _ body: (inout XMLElement) -> Bool) -> Bool {
    var isDone = false
    modifySubjects(named: "AdminAccessProtocol") { item in
      if !isDone, item.isAccess(name) { isDone = body(&item) }
    }
    return isDone
  }

  private func isAccess(_ name: String) -> Bool { text(at: "protocol")?.lowercased() == name.lowercased() }
}

extension DeviceBinding where Value == Bool {
  /// A switch of a protocol.
  ///
  /// A protocol that is listed without one is on all the same, as the vendor's own is in family A (isapi.md 6.6).
  fileprivate static func access(_ name: String, _ element: String = "enabled") -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let item = document.access(name) else { return .missing }
        if let live = item.text(at: [element]) {
          return item.flag(at: [element]) == wanted ? .same : .differs(live: live)
        }
        guard element == "enabled" else { return .missing }
        return wanted ? .same : .refused(reason: "this recorder has no switch for it: it is always on")
      },
      write: { value, document, _ in document.modifyAccess(name) { $0.setFlag(value, at: [element]) } },
      live: { document in
        guard let item = document.access(name) else { return .nothing }
        if item.child(element) == nil { return element == "enabled" ? .value(true) : .nothing }
        return .reading(item.text(at: [element])) { _ in item.flag(at: [element]) }
      })
  }
}

extension DeviceBinding where Value == Int {
  /// The port of a protocol.
  fileprivate static func port(of name: String) -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let live = document.access(name)?.text(at: "portNo") else { return .missing }
        return Int(live) == wanted ? .same : .differs(live: live)
      },
      write: { port, document, _ in document.modifyAccess(name) { $0.setText(String(port), at: "portNo") } },
      live: { document in .reading(document.access(name)?.text(at: "portNo")) { Int($0) } })
  }
}

extension DeviceBinding where Value == AccessPorts.TLSVersion {
  /// The oldest of the versions that are switched on one by one.
  fileprivate static func minimumTLS(of name: String) -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let item = document.access(name), item.child(wanted.element) != nil else { return .missing }
        let live = Value.allCases.first { item.flag(at: [$0.element]) == true }
        return live == wanted ? .same : .differs(live: live?.rawValue ?? "none")
      },
      write: { minimum, document, _ in
        document.modifyAccess(name) { item in
          for version in Value.allCases where version.rawValue < minimum.rawValue {
            item.setFlag(false, at: [version.element])
          }
          return item.setFlag(true, at: [minimum.element])
        }
      },
      live: { document in
        guard let item = document.access(name) else { return .nothing }
        let known = Value.allCases.filter { item.child($0.element) != nil }
        if known.isEmpty { return .nothing }
        return known.first { item.flag(at: [$0.element]) == true }.map { .value($0) } ?? .other("none")
      })
  }
}

extension AccessPorts.TLSVersion {
  fileprivate var element: String { "TLS\(rawValue.replacing(".", with: "_"))Enable" }
}

extension Diagnostic {
  fileprivate static func reservedRTSPPort(_ port: Int, at range: SourceRange?) -> Self {
    .error("NVR0251", "RTSP takes port 554, or one from 1024 to 65535, and not \(port)", at: range)
  }

  fileprivate static func portTwice(_ port: Int, at range: SourceRange, first: SourceRange) -> Self {
    .error(
      "NVR0252", "port \(port) is given to two services", at: range, label: "again here",
      related: [Related(first, "first here")])
  }

  fileprivate static func noWayIn(at range: SourceRange?, other: SourceRange?) -> Self {
    .error(
      "NVR0253", "HTTP and HTTPS are both switched off", at: range,
      related: other.map { [Related($0, "the other one")] } ?? [],
      help: ["without either, nothing can set the recorder any more, nvrctl included"])
  }

  fileprivate static func redirectToNothing(at range: SourceRange?, switch place: SourceRange?) -> Self {
    .error(
      "NVR0254", "HTTP is to be sent on to HTTPS, which is switched off", at: range,
      related: place.map { [Related($0, "the switch")] } ?? [])
  }
}
