import FoundationEssentials
package import ISAPI
import Testing
import XML

/// What one device of the corpus said, as far as the bytes were recorded.
package struct RecordedDevice: Sendable, CustomTestStringConvertible {
  /// The name of its folder.
  package let name: String
  /// Every exchange, in the order of its keys.
  package let exchanges: [Exchange]
  /// What it says it is; nil where that was not recorded.
  private let ownIdentity: DeviceIdentity?

  package var testDescription: String { name }

  /// One answer of a device.
  package struct Exchange: Sendable {
    package let request: Request
    /// The status, and the body as far as it was recorded.
    package let answer: RecordedAnswer
    /// Whether the device gave it at another moment than the plain one of the same request.
    package let isVariant: Bool
    package let hasBody: Bool
  }

  private struct Entry: Decodable {
    var status: Int
    var file: String?
  }

  /// All devices, in the order of their names; none where there is no corpus.
  package static let all: [RecordedDevice] = {
    let folder = FixtureCorpus.root.appending(path: "devices")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { try? RecordedDevice(folder.appending(path: $0), name: $0) }
  }()

  /// The devices that told who they are.
  package static let identified = all.filter { $0.ownIdentity != nil }

  private init(_ folder: URL, name: String) throws {
    self.name = name
    let index = try JSONDecoder().decode(
      [String: Entry].self, from: Data(contentsOf: folder.appending(path: "index.json")))
    exchanges = try index.sorted { $0.key < $1.key }.map { key, entry in
      let parts = key.split(separator: "#", maxSplits: 1).map(String.init)
      let words = parts[0].split(separator: " ").map(String.init)
      let bytes = try entry.file.map { Array(try Data(contentsOf: folder.appending(path: $0))) }
      return Exchange(
        request: Request(words.count == 2 ? Method(rawValue: words[0]) ?? .post : .get, Endpoint(words.last ?? "")),
        answer: RecordedAnswer(status: entry.status, body: bytes ?? []), isVariant: parts.count > 1,
        hasBody: bytes != nil)
    }
    let info = exchanges.first { $0.request == .get(.deviceInfo) && !$0.isVariant }
    ownIdentity = info.flatMap { try? XMLDocument(parsing: $0.answer.body) }
      .flatMap { DeviceIdentity(deviceInfo: $0.root) }
  }

  /// Who the device is, or nobody in particular.
  package var identity: DeviceIdentity {
    ownIdentity
      ?? DeviceIdentity(serial: "NOT-RECORDED-000000001", model: "", mac: "", firmware: "", firmwareReleased: "")
  }

  /// The answers to plain reads, by resource.
  package var answers: [Endpoint: RecordedAnswer] {
    let plain = exchanges.filter { !$0.isVariant && $0.request.method == .get }
    return Dictionary(plain.map { ($0.request.endpoint, $0.answer) }) { first, _ in first }
  }

  /// A snapshot as nvrctl would have kept it.
  package var recorded: RecordedSnapshot {
    RecordedSnapshot(
      sanitising: answers, of: identity, at: Date(timeIntervalSince1970: 1_769_860_800), tool: "1.0.0")
  }

  /// What reading the device gives: its documents, and nothing for all else that `wanted` asks for.
  package func snapshot(asking wanted: (DeviceSnapshot) -> [Endpoint]) -> DeviceSnapshot {
    var snapshot = DeviceSnapshot(identity: identity, readings: [:])
    for (endpoint, answer) in answers {
      let response = Response(status: answer.status, body: answer.body)
      snapshot.readings[endpoint] =
        switch DeviceAnswer(response, to: .get(endpoint), presence: .optional) {
        case .document(let document): .document(document)
        case .notPresent(let status, let subStatus): .absent(status: status, subStatus: subStatus)
        case .content, .done, .rebootRequired, .busy, .refused: .absent(status: answer.status, subStatus: "")
        }
    }
    while let next = wanted(snapshot).first(where: { snapshot.readings[$0] == nil }) {
      snapshot.readings[next] = .absent(status: 404, subStatus: "")
    }
    return snapshot
  }
}
