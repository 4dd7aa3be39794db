import Crypto
import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings

/// A backup of a recorder in the state folder.
struct KeptBackup: Sendable {
  /// Such as `backups/0123454821/2026-02-02T024000Z`.
  let folder: String
  let files: [KeptFile]

  /// The folder for a backup that is taken at a moment.
  static func folder(of target: Plan.Target, at time: Date) -> String {
    "\(above(target))/\(time.formatted(.iso8601.timeSeparator(.omitted)))"
  }

  /// The last backup that was taken since a plan was made; nil where there is none with its list of contents.
  static func latest(of plan: Plan, in store: any StateStore) throws -> KeptBackup? {
    guard let name = try store.list(above(plan.target)).last else { return nil }
    let folder = "\(above(plan.target))/\(name)"
    // Names are moments, and sort like them.
    guard folder >= Self.folder(of: plan.target, at: plan.createdAt),
      let bytes = try store.read(contents(of: folder)),
      let files = try? JSONDecoder().decode([KeptFile].self, from: Data(bytes))
    else { return nil }
    return KeptBackup(folder: folder, files: files)
  }

  /// The list of a backup's files, which is written when all of them are.
  static func contents(of folder: String) -> String { folder + "/contents.json" }

  /// The first file that is not as it was written, nil where all are.
  func damagedFile(in store: any StateStore) throws -> String? {
    try files.first { file in try store.read("\(folder)/\(file.name)").map(file.fits) != true }?.name
  }

  private static func above(_ target: Plan.Target) -> String {
    DeviceFolder(serial: target.identity.serial ?? target.found?.serial ?? "unknown").backups
  }
}

/// One file of a backup as it was written.
struct KeptFile: Sendable, Codable {
  let name: String
  private let size: Int
  private let sha256: String

  init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    size = bytes.count
    sha256 = Self.digest(bytes)
  }

  /// Whether bytes are those that were written.
  func fits(_ bytes: [UInt8]) -> Bool { bytes.count == size && Self.digest(bytes) == sha256 }

  private static func digest(_ bytes: [UInt8]) -> String { HexDigits.text(of: SHA256.hash(data: bytes)) }
}
