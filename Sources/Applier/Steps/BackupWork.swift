import Crypto
import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings
import XML

/// Keeps what a reset would take away: the vendor's export and the documents as read, verified by reading them back.
///
/// The folder is `backups/<serial>/<time>/`: `configuration.bin` with the key it was exported with in
/// `configuration.key`, the documents below `documents/`, and `contents.json` with size and SHA-256 of each file. The
/// key is made for this export alone and stays out of the journal; the state folder is for its owner's eyes only.
struct BackupWork: ReadingWork {
  /// Documents worth keeping whether a manifest speaks of them or not.
  static let documents: [Endpoint] = [
    .deviceInfo, .capabilities, .deviceStatus, Clock.endpoint, NTP.endpoint, "/ISAPI/System/Network/interfaces",
    AccessPorts.endpoint, Users.list, Cameras.list, Recording.list,
  ]
  /// The export takes a while on a recorder with many channels.
  private static let exportLimit = Duration.seconds(120)

  private var contents: [KeptFile] = []

  mutating func look(at site: inout Worksite) async throws -> Look {
    let folder = KeptBackup.folder(of: site.plan.target, at: site.clock.now)
    let export = try await keepExport(in: folder, &site)
    let snapshot = try await site.link.snapshot(of: site.plan.settings, also: Self.documents)
    let count = try keepDocuments(of: snapshot, in: folder, site)
    try site.store.write(try index(), to: KeptBackup.contents(of: folder))
    if let file = try KeptBackup(folder: folder, files: contents).damagedFile(in: site.store) {
      return .failed(StepFailure(.failed, "\(file) of the backup does not read back", wayOut: "check the disk"))
    }
    return .asWanted(facts: [export, "snapshot \(count) docs", site.store.location(of: folder)])
  }

  private mutating func keepExport(in folder: String, _ site: inout Worksite) async throws -> String {
    // At most 16 characters are taken (isapi.md 3.6).
    let key = HexDigits.text(of: SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }).prefix(16)
    let request = Request(
      .get, Endpoint("/ISAPI/System/configurationData?secretkey=\(key)"), timeLimit: Self.exportLimit)
    let response = try await site.link.session().send(request)
    switch DeviceAnswer(response, to: request, presence: .optional) {
    case .content, .document:
      try keep(response.body, as: "configuration.bin", in: folder, site)
      try keep(Array(key.utf8), as: "configuration.key", in: folder, site)
      return "vendor export \(Self.size(response.body.count))"
    case .notPresent, .done: return "no vendor export on this model"
    case .rebootRequired: return "no vendor export"
    case .busy(let refusal), .refused(let refusal): throw refusal
    }
  }

  private mutating func keepDocuments(of snapshot: DeviceSnapshot, in folder: String, _ site: Worksite) throws -> Int {
    var count = 0
    for (endpoint, reading) in snapshot.readings.sorted(by: { $0.key < $1.key }) {
      guard case .document(let document) = reading else { continue }
      let name = endpoint.path.split(separator: "/").joined(separator: "_")
      try keep(document.bytes, as: "documents/\(name).xml", in: folder, site)
      count += 1
    }
    return count
  }

  private mutating func keep(_ bytes: [UInt8], as name: String, in folder: String, _ site: Worksite) throws {
    try site.store.write(bytes, to: "\(folder)/\(name)")
    contents.append(KeptFile(name, bytes))
  }

  private func index() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(contents))
  }

  private static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1000: "\(bytes) B"
    case ..<1_000_000: "\(bytes / 1000) kB"
    default: "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
    }
  }
}
