import FoundationEssentials
package import ISAPI
import Testing
import XML

/// One device of the corpus with everything that was recorded of it.
package struct FixtureDevice: Sendable, CustomTestStringConvertible {
  /// The name of its folder.
  package let name: String

  package var testDescription: String { name }

  /// All devices, in the order of their names; none where there is no corpus.
  package static let all: [FixtureDevice] = {
    let folder = FixtureCorpus.root.appending(path: "devices").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map(FixtureDevice.init)
  }()

  private struct Answer: Decodable {
    var status: Int
    var file: String?
  }

  /// What reading the device gives: its documents, and nothing for all else that is asked for.
  ///
  /// The first interface is taken from the list where only the list was recorded.
  package func snapshot(asking endpoints: [Endpoint]) throws -> DeviceSnapshot {
    let folder = FixtureCorpus.root.appending(path: "devices").appending(path: name)
    let index = try JSONDecoder().decode(
      [String: Answer].self, from: Data(contentsOf: folder.appending(path: "index.json")))
    var readings: [Endpoint: DeviceSnapshot.Reading] = [:]
    for (path, answer) in index where path.hasPrefix("/") && !path.contains("#") {
      guard answer.status == 200, let file = answer.file, file.hasSuffix(".xml") else {
        readings[Endpoint(path)] = .absent(status: answer.status, subStatus: "")
        continue
      }
      let bytes = Array(try Data(contentsOf: folder.appending(path: file)))
      readings[Endpoint(path)] = .document(try XMLDocument(parsing: bytes))
    }
    if readings["/ISAPI/System/Network/interfaces/1"] == nil,
      case .document(let list)? = readings["/ISAPI/System/Network/interfaces"],
      let first = list.root.child("NetworkInterface")
    {
      readings["/ISAPI/System/Network/interfaces/1"] = .document(XMLDocument(root: first))
    }
    for endpoint in endpoints where readings[endpoint] == nil {
      readings[endpoint] = .absent(status: 404, subStatus: "")
    }
    var identity = DeviceIdentity(
      serial: "NOT-RECORDED-000000001", model: "", mac: "", firmware: "", firmwareReleased: "")
    if case .document(let document)? = readings[.deviceInfo], let found = DeviceIdentity(deviceInfo: document.root) {
      identity = found
    }
    return DeviceSnapshot(identity: identity, readings: readings)
  }
}
