import Diagnostics
package import ISAPI
import XML

// Where the interface is read and written.
extension NetworkInterface {
  package static func place(on snapshot: DeviceSnapshot) -> DocumentPlace? { ManagedInterface.place(on: snapshot) }

  /// The list; and before a change the interface itself, to know whether it has an address of its own.
  package static func resources(for desired: DesiredSetting, on snapshot: DeviceSnapshot) -> [Endpoint] {
    let found = ManagedInterface.resources(on: snapshot)
    let changes = compare(desired, with: snapshot).contains { if case .change = $0 { true } else { false } }
    guard changes, let own = place(on: snapshot)?.endpoint, !found.contains(own) else { return found }
    return found + [own]
  }

  /// The whole interface at its own address; without one the parts that change, each at its own.
  package static func requests(
    for change: SettingChange, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> [Request] {
    guard let place = place(on: snapshot) else {
      throw SettingNotWritable(setting: key, path: key, reason: "the recorder shows no interface")
    }
    let live = snapshot[place.endpoint] ?? place.document
    var wanted = live
    try FieldTable(fields).write(change.wanted, into: &wanted.root, setting: key, prefix: "", secrets: secrets)
    guard case .absent? = snapshot.readings[place.endpoint] else { return [.send(.put, place.endpoint, wanted)] }
    return [("IPAddress", "ipAddress"), ("Link", "link")].compactMap { name, path in
      guard let part = wanted.root.child(name), part != live.root.child(name) else { return nil }
      return .send(.put, place.endpoint.item(path), wanted.part(part))
    }
  }

  package static func liveState(on snapshot: DeviceSnapshot, for context: ExportContext) -> LiveState {
    var state = liveDocumentState(on: snapshot, for: context)
    for other in ManagedInterface.others(on: snapshot) {
      let address = other.text(at: "IPAddress/ipAddress").map { ", \($0)," } ?? ""
      let reason = "interface \(other.text(at: "id") ?? "")\(address) is left alone: manifests tell of one"
      state.omissions.append(Omission(path: "network.address", reason: reason))
    }
    return state
  }
}
