package import Diagnostics
package import ISAPI
package import XML
package import YAML

/// The address of a recorder and what else it needs to be reached; written alone and last.
package struct NetworkInterface: DocumentSetting {
  package var mode: Mode?
  package var address: IPv4Interface?
  package var gateway: IPv4Address?
  package var dns: [IPv4Address]?
  package var mtu: Int?

  /// Where the address comes from.
  package enum Mode: String, Sendable, CaseIterable {
    case `static`
    case dhcp
  }

  package init() {}

  package static let key = "network"
  package static let section = Section.network
  package static let stage = Stage.network
  package static let endpoint = ManagedInterface.list
  package static let subject = ManagedInterface.element
  package static let feature = Feature("network settings")

  // Ranges and enumerations: isapi.md 4.1.
  package static let fields: [Field<Self>] = [
    Field(
      "network.mode", \.mode, .choice,
      .element("IPAddress/addressingType", spelled: [.static: "static", .dhcp: "dynamic"]),
      "Where the address comes from: `static` when `address` is given, or `dhcp`."),
    Field(
      "network.address", \.address, .ipv4Interface, .interface(in: "IPAddress"),
      "The address with the length of its network prefix, such as `10.20.30.10/24`."),
    Field(
      "network.gateway", \.gateway, .ipv4, .address("IPAddress/DefaultGateway/ipAddress"),
      "The router of the network, which must be in it."),
    Field(
      "network.dns", \.dns, .list(of: .ipv4, max: 2), .resolvers(in: "IPAddress"),
      "The name servers, two at most; `[]` for none."),
    Field(
      "network.mtu", \.mtu, .integer(in: 500...1500), .element("Link/MTU", as: .integer(in: 0...65_535)),
      "The largest packet that is sent whole, 500 to 1500 bytes."),
  ]

  package static func implied(by spec: Node) -> [DesiredField] {
    guard let address = spec.node(at: "network.address") else { return [] }
    return [DesiredField(path: "network.mode", value: .text(Mode.static.rawValue), range: address.range)]
  }

  package static func check(_ value: Self, at places: [String: SourceRange], into bag: inout DiagnosticBag) {
    if value.mode == .dhcp {
      for key in ["address", "gateway", "dns"] {
        if let place = places["network.\(key)"] {
          bag.report(.givenByDHCP(key, at: place, mode: places["network.mode"]))
        }
      }
      return
    }
    if let interface = value.address {
      if !interface.isHost { bag.report(.notAHost(interface, at: places["network.address"])) }
      if let gateway = value.gateway, let problem = interface.problem(withGateway: gateway) {
        bag.report(.badGateway(gateway, problem, at: places["network.gateway"], address: places["network.address"]))
      }
    }
    if let dns = value.dns, dns.count == 2, dns[0] == dns[1] {
      bag.report(.sameResolvers(dns[0], at: places["network.dns"]))
    }
  }

  /// What is left of the live document must fit to what is declared.
  package static func examine(
    _ item: DesiredItem, value: Self, live: XMLElement, findings: [SettingFinding]
  ) -> [SettingFinding] {
    let isDynamic = live.text(at: "IPAddress/addressingType").map { $0.lowercased() != "static" } ?? false
    if value.mode == .dhcp || (value.mode == nil && isDynamic) {
      // A name server written under DHCP is answered with OK and not kept (isapi.md 4.1).
      let lost = ["network.dns", "network.gateway"].filter(findings.changes)
      guard !lost.isEmpty else { return findings }
      return findings.refusing(
        lost, of: item, reason: "the recorder has its address from DHCP and does not keep it: declare network.address")
    }
    let liveGateway = live.text(at: "IPAddress/DefaultGateway/ipAddress").flatMap { IPv4Address($0) }
    guard findings.changes("network.address") || findings.changes("network.gateway"),
      let interface = value.address ?? live.interface,
      let gateway = value.gateway ?? liveGateway, gateway.bits != 0,
      let problem = interface.problem(withGateway: gateway)
    else { return findings }
    let path = value.gateway == nil ? "network.address" : "network.gateway"
    return findings.refusing(
      [path], of: item, reason: "the recorder's gateway \(gateway) \(problem): declare address and gateway together")
  }
}

extension NetworkInterface {
  /// Whether a change touches how the recorder is reached: its address, the length of the prefix, the router, or who
  /// decides about them.
  package static func touchesReach(_ change: SettingChange) -> Bool {
    change.setting == key
      && change.fields.contains { ["network.address", "network.mode", "network.gateway"].contains($0.path) }
  }

  /// Whether a change takes the recorder to another address, so that it must be looked for there.
  package static func movesAddress(_ change: SettingChange) -> Bool {
    guard change.setting == key else { return false }
    return change.fields.contains { field in
      switch field.path {
      case "network.address": field.before?.host != field.after?.host
      case "network.mode": field.after == Mode.dhcp.rawValue
      default: false
      }
    }
  }

  /// The address a change takes the recorder to, without its prefix; nil where it stays, or where DHCP decides.
  package static func newAddress(in change: SettingChange) -> String? {
    guard movesAddress(change) else { return nil }
    return change.fields.first { $0.path == "network.address" }?.after?.host
  }
}

extension String {
  /// An address without its prefix.
  fileprivate var host: String { String(prefix { $0 != "/" }) }
}

extension IPv4Interface {
  /// What is wrong with a gateway, as the end of a sentence; nil when nothing is.
  fileprivate func problem(withGateway gateway: IPv4Address) -> String? {
    if !contains(gateway) { return "is outside the network \(network)/\(prefix)" }
    if gateway == address { return "is the recorder's own address" }
    return gateway == network || gateway == broadcast ? "belongs to the whole network \(network)/\(prefix)" : nil
  }
}

extension XMLElement {
  /// The address and mask of an interface.
  fileprivate var interface: IPv4Interface? {
    IPv4Interface(text(at: "IPAddress/ipAddress") ?? "", mask: text(at: "IPAddress/subnetMask") ?? "")
  }
}

extension DeviceBinding where Value == IPv4Interface {
  /// An address and a mask side by side.
  fileprivate static func interface(in parent: XMLPath) -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let element = document.element(at: parent), let address = element.text(at: "ipAddress"),
          let mask = element.text(at: "subnetMask")
        else { return .missing }
        let live = IPv4Interface(address, mask: mask)
        return live == wanted ? .same : .differs(live: live?.description ?? "\(address) mask \(mask)")
      },
      write: { interface, document, _ in
        document.modify(at: parent) { element in
          element.setText(interface.address.description, at: "ipAddress")
            && element.setText(interface.mask.description, at: "subnetMask")
        } ?? false
      },
      live: { document in
        guard let element = document.element(at: parent), let address = element.text(at: "ipAddress"),
          let mask = element.text(at: "subnetMask")
        else { return .nothing }
        return IPv4Interface(address, mask: mask).map { .value($0) } ?? .other("\(address) mask \(mask)")
      })
  }
}

extension DeviceBinding where Value == [IPv4Address] {
  /// Two name servers, where `0.0.0.0` is none (isapi.md 4.1).
  fileprivate static func resolvers(in parent: XMLPath) -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let element = document.element(at: parent) else { return .missing }
        let places = element.resolverPlaces
        guard wanted.count <= places.count else {
          let room = places.isEmpty ? "no name server" : "one name server"
          return .refused(reason: "the recorder's document has a place for \(room), and \(wanted.count) are declared")
        }
        let live = places.compactMap { element.text(at: $0).flatMap { IPv4Address($0) } }.filter { $0.bits != 0 }
        return live == wanted
          ? .same : .differs(live: live.isEmpty ? "none" : live.map(\.description).joined(separator: ", "))
      },
      write: { servers, document, _ in
        document.modify(at: parent) { element in
          for (index, place) in element.resolverPlaces.enumerated() {
            let server = index < servers.count ? servers[index] : IPv4Address(bits: 0)
            if element.text(at: place).flatMap({ IPv4Address($0) }) ?? IPv4Address(bits: 0) == server { continue }
            element.setText(server.description, at: place)
          }
          return servers.count <= element.resolverPlaces.count
        } ?? false
      },
      live: { document in
        guard let element = document.element(at: parent) else { return .nothing }
        let texts = element.resolverPlaces.compactMap { element.text(at: $0) }
        if texts.isEmpty { return .nothing }
        let servers = texts.filter { !$0.isEmpty }.map { IPv4Address($0) }
        guard servers.allSatisfy({ $0 != nil }) else { return .other(texts.joined(separator: ", ")) }
        return .value(servers.compactMap(\.self).filter { $0.bits != 0 })
      })
  }
}

extension XMLElement {
  /// The places for name servers that an interface's addresses have; what is not there is not made up.
  fileprivate var resolverPlaces: [XMLPath] {
    (["PrimaryDNS/ipAddress", "SecondaryDNS/ipAddress"] as [XMLPath]).filter { element(at: $0) != nil }
  }
}

extension DeviceBinding where Value == IPv4Address {
  /// One address, where `0.0.0.0` is none.
  fileprivate static func address(_ path: XMLPath) -> Self {
    let element = element(path, as: .ipv4)
    return DeviceBinding(
      read: element.read, write: element.write,
      live: { document in
        if case .value(let address, _) = element.live(document), address.bits == 0 { return .nothing }
        return element.live(document)
      })
  }
}

extension Diagnostic {
  fileprivate static func givenByDHCP(_ key: String, at range: SourceRange, mode: SourceRange?) -> Self {
    .error(
      "NVR0241", "\"\(key)\" cannot be declared beside  mode: dhcp", at: range,
      related: mode.map { [Related($0, "the mode")] } ?? [], help: ["a recorder takes it from the DHCP server"])
  }

  fileprivate static func notAHost(_ interface: IPv4Interface, at range: SourceRange?) -> Self {
    .error(
      "NVR0242", "\(interface.address) belongs to the whole network \(interface.network)/\(interface.prefix)",
      at: range, help: ["its first and last address are not for a device"])
  }

  fileprivate static func badGateway(
    _ gateway: IPv4Address, _ problem: String, at range: SourceRange?, address: SourceRange?
  ) -> Self {
    .error(
      "NVR0243", "the gateway \(gateway) \(problem)", at: range,
      related: address.map { [Related($0, "the address")] } ?? [])
  }

  fileprivate static func sameResolvers(_ server: IPv4Address, at range: SourceRange?) -> Self {
    .error("NVR0244", "the name server \(server) is given twice", at: range, help: ["one is enough: dns: [\(server)]"])
  }
}
