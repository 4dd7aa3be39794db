import Diagnostics
import ISAPI
package import XML

/// A service that is on or off, under `services.<key>.enabled`.
///
/// A conformer states its key, its document and what the service is; the rest has defaults that fit most.
package protocol ServiceSwitch: DocumentSetting {
  /// What the manifest asks; nil where it asks nothing.
  var enabled: Bool? { get set }
  /// What the service is, in a sentence.
  static var documentation: String { get }
  /// Where the switch is.
  static var place: DeviceBinding<Bool> { get }
  /// Why the service cannot be switched on in the document as it is; nil when it can.
  static func obstacle(in document: XMLElement) -> String?
  /// What beside the switch makes the service work and is set at the recorder alone; nil where the switch is all.
  static var keptAtRecorder: String? { get }
}

extension ServiceSwitch {
  package static var section: Section { .services }
  package static var stage: Stage { .plain }
  package static var place: DeviceBinding<Bool> { .switch("enabled") }

  package static var fields: [Field<Self>] {
    [Field("services.\(key).enabled", \.enabled, .boolean, place, documentation)]
  }

  package static func obstacle(in document: XMLElement) -> String? { nil }
  package static var keptAtRecorder: String? { nil }

  /// A service that could not be switched on again is not told as one to be on.
  package static func adjust(_ state: inout LiveState, from live: XMLElement) {
    let path = "services.\(key).enabled"
    guard state.items.first?[path]?.value == .text("true") else { return }
    if let reason = obstacle(in: live) {
      state.items = []
      state.omissions.append(Omission(path: path, reason: "it is on; \(reason)"))
    } else if let kept = keptAtRecorder {
      state.remarks[path] = "the switch alone: \(kept) at the recorder"
    }
  }

  package static func examine(
    _ item: DesiredItem, value: Self, live: XMLElement, findings: [SettingFinding]
  ) -> [SettingFinding] {
    let path = "services.\(key).enabled"
    guard value.enabled == true, findings.changes(path), let reason = obstacle(in: live) else { return findings }
    return findings.refusing([path], of: item, reason: reason)
  }
}

extension DeviceBinding where Value == Bool {
  /// An element that holds `true` or `false`.
  package static func `switch`(_ path: XMLPath) -> Self { .element(path, as: .boolean) }

  /// A service that is on while any of its parts is, and is switched on by its usual part.
  package static func anySwitch(of paths: [XMLPath], usual: XMLPath) -> Self {
    DeviceBinding(
      read: { wanted, document in
        let live = paths.compactMap { document.text(at: $0) }
        if live.isEmpty { return .missing }
        let isOn = live.contains("true")
        return isOn == wanted ? .same : .differs(live: String(isOn))
      },
      write: { value, document, _ in
        if value { return document.setText("true", at: usual) }
        for path in paths { document.setText("false", at: path) }
        return true
      },
      live: { document in
        let live = paths.compactMap { document.text(at: $0) }
        return live.isEmpty ? .nothing : .value(live.contains("true"))
      })
  }
}
