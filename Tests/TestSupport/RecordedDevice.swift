import FoundationEssentials
package import ISAPI
import Testing
import XML

/// What one device of the corpus said to each reading, as far as the bytes were recorded.
package struct RecordedDevice: Sendable, CustomTestStringConvertible {
  /// The name of its folder.
  package let name: String
  /// The answers to plain reads, by resource.
  package let answers: [Endpoint: RecordedAnswer]
  package let identity: DeviceIdentity

  package var testDescription: String { name }

  private struct Entry: Decodable {
    var status: Int
    var file: String?
  }

  /// The devices that told who they are; none where there is no corpus.
  package static let all: [RecordedDevice] = {
    let folder = FixtureCorpus.root.appending(path: "devices")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { try? RecordedDevice(folder.appending(path: $0), name: $0) }
  }()

  private struct Nameless: Error {}

  private init(_ folder: URL, name: String) throws {
    self.name = name
    let index = try JSONDecoder().decode(
      [String: Entry].self, from: Data(contentsOf: folder.appending(path: "index.json")))
    var answers: [Endpoint: RecordedAnswer] = [:]
    for (path, entry) in index where path.hasPrefix("/") && !path.contains("#") {
      let bytes = try entry.file.map { Array(try Data(contentsOf: folder.appending(path: $0))) } ?? []
      answers[Endpoint(path)] = RecordedAnswer(status: entry.status, body: bytes)
    }
    self.answers = answers
    guard let body = answers[.deviceInfo]?.body, let document = try? XMLDocument(parsing: body),
      let identity = DeviceIdentity(deviceInfo: document.root)
    else { throw Nameless() }
    self.identity = identity
  }

  /// A snapshot as nvrctl would have kept it.
  package var snapshot: RecordedSnapshot {
    RecordedSnapshot(
      sanitising: answers, of: identity, at: Date(timeIntervalSince1970: 1_769_860_800), tool: "1.0.0")
  }
}
