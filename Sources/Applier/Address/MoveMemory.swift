package import FoundationEssentials
import Host
package import ISAPI
package import Settings
import XML

/// A change that may take the way to the recorder away, from the moment before it left: what a later process needs to
/// follow it, or to put the earlier settings back.
package struct MoveMemory: Sendable, Hashable, Codable {
  /// The step that makes the change.
  package var step: Int
  /// When it left, or was about to.
  package var time: Date
  /// Where the recorder was before.
  package var old: DeviceAddress
  /// Where it is looked for behind the change, most likely first.
  package var new: [DeviceAddress]
  /// What the change is about, with the values from before.
  package var fields: [FieldChange]
  /// The resources whose earlier documents bring the old settings back, in this order.
  package var resources: [Endpoint]
  /// Whether the change takes effect only behind a restart (isapi.md 1.6).
  package var restarts = false
  /// Whether the old settings were sent, or were about to be.
  package var isReturning = false

  package init(
    step: Int, time: Date, old: DeviceAddress, new: [DeviceAddress], fields: [FieldChange], resources: [Endpoint]
  ) {
    self.step = step
    self.time = time
    self.old = old
    self.new = new
    self.fields = fields
    self.resources = resources
  }

  /// Whether nobody here knows beforehand where the recorder goes.
  var isLeaseAwaited: Bool { fields.contains { $0.path == "network.mode" && $0.after == "dhcp" } }

  /// Whether other findings show the state from before; what DHCP gave may be another address by now.
  func isState(of findings: [FieldChange]) -> Bool {
    let wasLeased = fields.contains { $0.path == "network.mode" && $0.before != "static" }
    func told(_ fields: [FieldChange]) -> Set<FieldChange> {
      Set(fields.filter { !wasLeased || $0.path == "network.mode" })
    }
    return told(fields) == told(findings)
  }
}

/// The documents that a run replaces where that may cost it the way in; they stand beside its journal, which holds none.
struct EarlierDocuments: Sendable {
  let folder: String
  let store: any StateStore

  /// Keeps the document that a request replaces.
  func keep(_ document: XMLDocument, of resource: Endpoint, step: Int) throws {
    try store.write(document.bytes, to: path(resource, step))
  }

  /// The request that brings a document back; throws `StateError` where it cannot be read.
  func restoring(_ resource: Endpoint, step: Int) throws -> Request {
    let path = path(resource, step)
    guard let bytes = try store.read(path), let document = try? XMLDocument(parsing: bytes) else {
      throw StateError(path: store.location(of: path), operation: "read", reason: "the earlier document is not there")
    }
    return .send(.put, resource, document)
  }

  private func path(_ resource: Endpoint, _ step: Int) -> String {
    "\(folder)/\(step)\(resource.path.replacing("/", with: "_")).xml"
  }
}
