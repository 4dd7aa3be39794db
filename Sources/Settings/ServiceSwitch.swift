import Diagnostics
import ISAPI
package import XML

/// A service that is on or off, under `services.<key>.enabled`, and perhaps has more to set.
///
/// A conformer states its key, its document and what the service is; the rest has defaults that fit most. One with
/// more fields puts `switchField` first among them.
package protocol ServiceSwitch: DocumentSetting {
  /// What the manifest asks; nil where it asks nothing.
  var enabled: Bool? { get set }
  /// What the service is, in a sentence.
  static var documentation: String { get }
  /// Where the switch is.
  static var place: DeviceBinding<Bool> { get }
  /// Why the service cannot be on, given what is wanted and the document with all of that in it; nil when it can.
  static func obstacle(to value: Self, in document: XMLElement) -> String?
  /// What the device tells of how the service fares, for the remark behind its switch; nil where it tells nothing.
  static func standing(in document: XMLElement) -> String?
  /// What beside the switch makes the service work and is set at the recorder alone; nil where the switch is all.
  static var keptAtRecorder: String? { get }
}

extension ServiceSwitch {
  package static var section: Section { .services }
  package static var stage: Stage { .plain }
  package static var place: DeviceBinding<Bool> { .switch("enabled") }

  /// The switch as a field.
  package static var switchField: Field<Self> {
    Field(switchPath, \.enabled, .boolean, place, documentation)
  }
  package static var fields: [Field<Self>] { [switchField] }

  package static func obstacle(to value: Self, in document: XMLElement) -> String? { nil }
  package static func standing(in document: XMLElement) -> String? { nil }
  package static var keptAtRecorder: String? { nil }

  /// The manifest key of the switch.
  static var switchPath: String { "services.\(key).enabled" }

  /// A service that could not be switched on again is not told as one to be on, and of one that is off nothing else is.
  package static func adjust(_ state: inout LiveState, from live: XMLElement) {
    guard let item = state.items.first, let isOn = item[switchPath]?.value else { return }
    guard isOn == .text("true") else {
      state.items = [DesiredItem(fields: item.fields.filter { $0.path == switchPath })]
      state.omissions = []
      return
    }
    var value = Self()
    FieldTable(fields).restore(item, prefix: "", into: &value)
    if let reason = obstacle(to: value, in: live) {
      state.items = []
      state.omissions.append(Omission(path: switchPath, reason: "it is on; \(reason)"))
    } else if let remark = standing(in: live) ?? keptAtRecorder.map({ "the switch alone: \($0) at the recorder" }) {
      state.remarks[switchPath] = remark
    }
  }

  /// Where a service is kept several times, off means all of them, and one that is on is enough.
  package static func chosen(among subjects: [XMLElement], for item: DesiredItem?) -> [XMLElement] {
    let on = subjects.filter { place.read(true, $0) == .same }
    if on.isEmpty { return Array(subjects.prefix(1)) }
    return item?.asksOnlyForOff == true ? on : Array(on.prefix(1))
  }

  package static func examine(
    _ item: DesiredItem, value: Self, live: XMLElement, findings: [SettingFinding]
  ) -> [SettingFinding] { refusingObstacle(item, value, live, findings) }

  /// The findings, with a switch that cannot be on refused.
  static func refusingObstacle(
    _ item: DesiredItem, _ value: Self, _ live: XMLElement, _ findings: [SettingFinding]
  ) -> [SettingFinding] {
    guard value.enabled == true, case .differs = place.read(true, live),
      let reason = obstacle(to: value, in: FieldTable(fields).preview(item, in: live))
    else { return findings }
    return findings.refusing([switchPath], of: item, reason: reason)
  }
}

extension DeviceBinding where Value == Bool {
  /// A service that is on while any of its parts is, and is switched on by its usual part.
  package static func anySwitch(of paths: [XMLPath], usual: XMLPath) -> Self {
    DeviceBinding(
      read: { wanted, document in
        let live = paths.compactMap { document.flag(at: $0) }
        if live.isEmpty { return .missing }
        let isOn = live.contains(true)
        return isOn == wanted ? .same : .differs(live: String(isOn))
      },
      write: { value, document, _ in
        if value { return document.setFlag(true, at: usual) }
        for path in paths { document.setFlag(false, at: path) }
        return true
      },
      live: { document in
        let live = paths.compactMap { document.flag(at: $0) }
        return live.isEmpty ? .nothing : .value(live.contains(true))
      })
  }
}
