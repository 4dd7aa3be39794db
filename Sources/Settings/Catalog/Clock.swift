package import Diagnostics
import FoundationEssentials
import Host
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
  package static let endpoint = Endpoint.time
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

  /// A zone is taken with a server or by hand; the time from the platform is not taken away without a word
  /// (isapi.md 5.1, 5.3).
  package static func examine(
    _ item: DesiredItem, value: Self, live: XMLElement, findings: [SettingFinding]
  ) -> [SettingFinding] {
    guard value.mode == nil, live.followsPlatform, findings.changes("time.zone") else { return findings }
    return findings.refusing(
      ["time.zone"], of: item,
      reason: "the recorder takes its time from Hik-Connect, and then takes no zone; declare  time: {mode: ntp}")
  }
}

// MARK: - A clock that is set by hand

extension Clock {
  /// How far a clock may be off that is set by hand; not a place in the document, so no row of the table.
  static let offsetPath = "time.maxOffset"

  package static func decode(_ spec: Node, into bag: inout DiagnosticBag) -> DesiredSetting? {
    guard var desired = decodeFields(of: spec, into: &bag) else { return nil }
    guard desired.items.first?["time.mode"]?.value == .text(Mode.manual.rawValue),
      let node = spec.node(at: offsetPath), let limit = node.scalar.flatMap({ WrittenDuration($0.text) })
    else { return desired }
    desired.items[0].fields.append(
      DesiredField(path: offsetPath, value: .text(limit.description), range: node.range))
    return desired
  }

  package static func compare(_ desired: DesiredSetting, with snapshot: DeviceSnapshot) -> [SettingFinding] {
    var findings = compareFields(of: desired, with: snapshot)
    guard let item = desired.items.first, let limit = item[offsetPath], snapshot[endpoint] != nil else {
      return findings
    }
    guard let offset = ClockOffset(on: snapshot), let allowed = WrittenDuration(limit.value.text)?.seconds,
      offset.exceeds(allowed)
    else { return findings + [.same(item: nil, paths: [offsetPath])] }
    // How far it is off is another number each second; a plan is bound to what it says here.
    let field = FieldChange(path: offsetPath, before: "further off", after: limit.value.text)
    for index in findings.indices {
      if case .change(var change) = findings[index] {
        change.fields.append(field)
        findings[index] = .change(change)
        return findings
      }
    }
    return findings + [.change(SettingChange(setting: key, action: .change, wanted: item, fields: [field]))]
  }

  /// The zone goes first and by itself: the digits that set the clock are those of the zone the recorder has by then.
  package static func requests(
    for change: SettingChange, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> [Request] {
    guard change.fields.contains(where: { $0.path == offsetPath }), let asked = snapshot.timeRead else {
      return try documentRequests(for: change, on: snapshot, secrets: secrets)
    }
    let now = Int(asked.received.timeIntervalSince1970.rounded())
    var isSet = false
    let setting = try documentRequests(for: change, on: snapshot, secrets: secrets) { element in
      guard let rule = element.text(at: "timeZone").flatMap(ZoneRule.init(deviceText:)) else { return }
      let shift = element.showsUTC ? 0 : rule.offset(at: now)
      element.insert(XMLElement("localTime", text: CivilTime(now + shift).description), after: "timeMode")
      isSet = true
    }
    guard isSet else {
      throw SettingNotWritable(setting: key, path: offsetPath, reason: "the zone of the recorder cannot be read")
    }
    if change.fields.count == 1 { return setting }
    return try documentRequests(for: change, on: snapshot, secrets: secrets) + setting
  }
}

extension XMLElement {
  /// Whether the time comes from Hik-Connect (isapi.md 5.3).
  package var followsPlatform: Bool { text(at: "timeMode")?.lowercased() == "platform" }

  /// Whether the digits are those of UTC (isapi.md 5.1).
  var showsUTC: Bool { text(at: "timeType")?.uppercased() == "UTC" }
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
