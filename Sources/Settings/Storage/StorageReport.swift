package import ISAPI
package import XML

/// The disks of a recorder as it reports them; nvrctl reads them and never formats one (isapi.md 7.9).
package struct StorageReport: Sendable, Hashable, Codable {
  /// The resource that lists them.
  package static let endpoint: Endpoint = "/ISAPI/ContentMgmt/Storage"

  /// The disks that are there, those of the network last.
  package var disks: [Disk]
  /// Drives that were removed, as far as the recorder remembers them.
  package var removed: [String]
  /// How the room is shared out, such as `quota` or `group`; nil where the recorder does not say.
  package var workMode: String?

  /// One disk.
  package struct Disk: Sendable, Hashable, Codable {
    package var name: String
    package var status: DiskStatus
    /// MiB, as recorders count.
    package var capacity: Int
    /// MiB; 0 is usual where the oldest footage is overwritten.
    package var free: Int
    /// `RW`, `R` or `Redund`, as the recorder says.
    package var property: String
  }

  /// Reads the document; nil for one of another kind.
  package init?(_ root: XMLElement) {
    guard root.localName.lowercased() == "storage" else { return nil }
    let rows =
      (root.child("hddList")?.elements(named: "hdd") ?? []).map { Disk($0, called: "hddName", prefix: "hdd") }
      + (root.child("nasList")?.elements(named: "nas") ?? []).map { Disk($0, called: "nasName", prefix: "nas") }
    disks = rows.filter { $0.status != .absent }
    removed = rows.filter { $0.status == .absent }.map(\.name)
    workMode = root.text(at: "workMode")
  }

  /// What is not right, one line for each thing; empty where all is well.
  package var troubles: [String] {
    if disks.isEmpty { return ["no disk: nothing is recorded"] }
    return disks.compactMap { disk in disk.trouble.map { "disk \(disk.name), \(disk.size): \($0)" } }
  }

  /// Every disk in a line of its own.
  package var lines: [String] {
    let present = disks.map { "\($0.name): \($0.size), \($0.status.words), \($0.use)" }
    let gone = removed.map { "\($0): removed, and remembered by the recorder" }
    return (disks.isEmpty ? ["none"] : present) + gone + (workMode.map { ["work mode: \($0)"] } ?? [])
  }
}

extension StorageReport.Disk {
  fileprivate init(_ row: XMLElement, called element: String, prefix: String) {
    let given = row.text(at: [element]) ?? ""
    name = given.isEmpty ? prefix + (row.text(at: "id") ?? "") : given
    status = DiskStatus(said: row.text(at: "status") ?? "")
    capacity = row.text(at: "capacity").flatMap { Int($0) } ?? 0
    free = row.text(at: "freeSpace").flatMap { Int($0) } ?? 0
    property = row.text(at: "property") ?? ""
  }

  /// The size the way disks are sold.
  fileprivate var size: String { DiskSize.text(ofMebibytes: capacity) }

  /// What the disk is for.
  fileprivate var use: String {
    switch property.lowercased() {
    case "rw": "records"
    case "r", "ro": "read-only"
    case "redund": "redundant"
    default: property.isEmpty ? "use not told" : property
    }
  }

  /// Why somebody should look at it; nil where all is well.
  fileprivate var trouble: String? {
    if let trouble = status.trouble { return trouble }
    return switch property.lowercased() {
    case "redund": "redundant, so it holds copies and adds no room"
    case "r", "ro": "read-only, so nothing is recorded on it"
    default: nil
    }
  }
}
