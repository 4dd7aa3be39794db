package import ISAPI
package import XML
package import YAML

/// The time zone of a recorder, and whether its clock follows a server.
package struct Clock: DocumentSetting {
  package var mode: Mode?
  package var zone: ZoneName?

  /// What sets the clock.
  package enum Mode: String, Sendable, CaseIterable {
    case ntp
    case manual
  }

  package init() {}

  package static let key = "clock"
  package static let section = Section.time
  package static let stage = Stage.plain
  package static let endpoint: Endpoint = "/ISAPI/System/time"
  package static let subject = "Time"
  package static let feature = Feature("time settings")

  package static let fields: [Field<Self>] = [
    Field(
      "time.mode", \.mode, .choice, .element("timeMode", spelled: [.ntp: "NTP", .manual: "manual"]),
      "What sets the clock: `ntp` when `time.ntp` names a server, unless told otherwise."),
    Field(
      "time.zone", \.zone, .zone, .zoneText("timeZone"),
      "The time zone by its IANA name, such as `Europe/Oslo`; changes to and from summer time are part of it."),
  ]

  /// To name a server is to ask for it: without the mode it would be kept and not used (isapi.md 5.3).
  package static func implied(by spec: Node) -> [DesiredField] {
    guard let servers = spec.node(at: "time.ntp"), servers.items?.isEmpty == false else { return [] }
    return [DesiredField(path: "time.mode", value: .text(Mode.ntp.rawValue), range: servers.range)]
  }

  /// With mode manual the time that was read would set the clock back to then (isapi.md 5.1).
  package static func finish(_ document: inout XMLElement) {
    guard document.text(at: "timeMode")?.lowercased() == "manual" else { return }
    document.removeElements { $0.localName == "localTime" }
  }
}

extension DeviceBinding where Value == ZoneName {
  /// A zone rule in the recorder's notation, compared by meaning: `CST-0:00:00` is `CST+0:00:00`.
  fileprivate static func zoneText(_ path: XMLPath) -> Self {
    DeviceBinding(
      read: { wanted, document in
        guard let text = document.text(at: path) else { return .missing }
        guard let live = ZoneRule(deviceText: text) else { return .differs(live: text) }
        return live == wanted.rule ? .same : .differs(live: live.description)
      },
      write: { zone, document, _ in document.setText(zone.deviceText, at: path) },
      live: { document in
        guard let text = document.text(at: path), !text.isEmpty else { return .nothing }
        guard let rule = ZoneRule(deviceText: text) else { return .other(text) }
        guard let (zone, others) = ZoneName.usual(for: rule) else {
          return .other("\(rule) by a rule that no zone has, \(text)")
        }
        if others == 0 { return .value(zone) }
        let also = others == 1 ? "one other zone" : "\(others) other zones"
        return .value(zone, remark: "\(rule), as in \(also): name the one meant")
      })
  }
}
