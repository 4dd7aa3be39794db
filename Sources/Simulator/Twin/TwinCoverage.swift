package import ISAPI
import XML

/// How much of a snapshot the simulator understands; what it does not, a twin repeats and nobody checks.
package struct TwinCoverage: Sendable, Hashable {
  /// Documents whose values the simulator checks and acts upon.
  package private(set) var modelled: [Endpoint] = []
  /// Documents that are kept as they were: any value is taken, nothing follows from it, and a reset leaves them.
  package private(set) var kept: [Endpoint] = []
  /// Documents that are only repeated.
  package private(set) var repeated: [Endpoint] = []
  /// Resources that the recorder does not have.
  package private(set) var absent: [Endpoint] = []
  /// Elements within modelled documents that the simulator knows nothing of, by resource.
  package private(set) var unknownElements: [Endpoint: Int] = [:]

  package init(_ snapshot: RecordedSnapshot) {
    let twin = Twin(snapshot)
    let profile = TwinReading(snapshot).profile
    for endpoint in snapshot.answers.keys.sorted() {
      guard let document = snapshot.document(at: endpoint) else {
        absent.append(endpoint)
        continue
      }
      if twin.unknown.contains(where: { $0.path == endpoint.path }) {
        kept.append(endpoint)
      } else if let target = DocumentTarget(path: endpoint.path, among: ResourceCatalog.all) {
        modelled.append(endpoint)
        let known = target.resource.factoryDocument(for: profile)?.paths ?? []
        let unknown = document.root.paths.subtracting(known).count
        if target.id == nil, unknown > 0 { unknownElements[endpoint] = unknown }
      } else if RecorderState.isDynamic(endpoint.path) {
        modelled.append(endpoint)
      } else {
        repeated.append(endpoint)
      }
    }
  }
}

extension XMLElement {
  /// The ways down to all elements below, each once.
  fileprivate var paths: Set<[String]> {
    var paths: Set<[String]> = []
    for child in elements {
      paths.insert([child.localName])
      for rest in child.paths { paths.insert([child.localName] + rest) }
    }
    return paths
  }
}
