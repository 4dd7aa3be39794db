import ISAPI
import XML

/// The interface that manifests are about, on a recorder that may have several (isapi.md 4.1).
enum ManagedInterface {
  static let list: Endpoint = "/ISAPI/System/Network/interfaces"
  static let element = "NetworkInterface"
  /// Where firmware without the list keeps its only interface.
  private static let first = list.item("1")

  /// What to read: the list, and the first interface where the list tells of none.
  static func resources(on snapshot: DeviceSnapshot) -> [Endpoint] {
    snapshot.readings[list] == nil || !interfaces(on: snapshot).isEmpty ? [list] : [list, first]
  }

  /// The interface as a document of its own, at its own address.
  static func place(on snapshot: DeviceSnapshot) -> DocumentPlace? {
    guard let document = snapshot[list], let interface = managed(among: interfaces(on: snapshot)) else {
      return (snapshot[first] ?? snapshot[list]).map { DocumentPlace(document: $0, endpoint: first) }
    }
    let id = interface.text(at: "id") ?? ""
    return DocumentPlace(document: document.part(interface), endpoint: id.isEmpty ? first : list.item(id))
  }

  /// The interfaces that manifests are not about.
  static func others(on snapshot: DeviceSnapshot) -> [XMLElement] {
    let all = interfaces(on: snapshot)
    return all.filter { $0 != managed(among: all) }
  }

  private static func interfaces(on snapshot: DeviceSnapshot) -> [XMLElement] {
    snapshot[list]?.root.subjects(named: element) ?? []
  }

  /// The one that the recorder calls its default connection, else the one it counts as the first.
  private static func managed(among interfaces: [XMLElement]) -> XMLElement? {
    interfaces.first { $0.flag(at: "defaultConnection") == true } ?? interfaces.first { $0.text(at: "id") == "1" }
      ?? interfaces.first
  }
}
