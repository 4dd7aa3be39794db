import FoundationEssentials
import ISAPI
import Settings
import TestSupport
import Testing
import XML

/// Disks are told of and never formatted (isapi.md 7.9).
@Suite struct StorageTests {
  @Test(arguments: [
    (1_907_729, "2.0 TB"), (953_869, "1.0 TB"), (5_723_166, "6.0 TB"), (244_480, "256.4 GB"), (0, "0.0 GB"),
  ])
  func `sizes are those that disks are sold by`(_ mebibytes: Int, _ words: String) {
    #expect(DiskSize.text(ofMebibytes: mebibytes) == words)
  }

  @Test(
    arguments: [
      ("ok", nil), ("idle", nil), ("unformatted", "not formatted, so nothing is recorded on it"),
      ("error", "the recorder reports an error"),
      ("mismatch", "it was in another recorder, and nothing is recorded on it"),
      ("offline", "offline"), ("smartFailed", "its own check says that it is failing: replace it"),
      ("reparing", "being repaired"), ("formating", "being formatted"), ("asleep", "the recorder says \"asleep\""),
    ] as [(String, String?)])
  func `what is not right is told in plain words, also where the recorder misspells it`(
    _ status: String, _ words: String?
  ) throws {
    let report = try #require(StorageReport(Self.storage([(status, "RW")])))
    #expect(report.troubles == (words.map { ["disk hdd1, 6.0 TB: \($0)"] } ?? []))
  }

  @Test func `a drive that was removed is no trouble, and none left is`() throws {
    let one = try #require(StorageReport(Self.storage([("ok", "RW"), ("notexist", "RW")])))
    #expect(one.troubles.isEmpty)
    #expect(
      one.lines == [
        "hdd1: 6.0 TB, ok, records", "hdd2: removed, and remembered by the recorder", "work mode: quota",
      ])
    let none = try #require(StorageReport(Self.storage([("notexist", "RW")])))
    #expect(none.troubles == ["no disk: nothing is recorded"])
  }

  @Test func `a disk that only holds copies is told of`() throws {
    let report = try #require(StorageReport(Self.storage([("ok", "RW"), ("ok", "Redund"), ("ok", "R")])))
    #expect(
      report.troubles == [
        "disk hdd2, 6.0 TB: redundant, so it holds copies and adds no room",
        "disk hdd3, 6.0 TB: read-only, so nothing is recorded on it",
      ])
  }

  @Test func `a document of another kind tells of no disks`() {
    #expect(StorageReport(XMLElement("html")) == nil)
  }

  @Test func `a report reads back from its stored form`() throws {
    let report = try #require(StorageReport(Self.storage([("reparing", "RW"), ("strange", "Redund"), ("ok", "RW")])))
    #expect(try JSONDecoder().decode(StorageReport.self, from: JSONEncoder().encode(report)) == report)
  }

  @Test(.enabled(if: FixtureCorpus.isPresent, "not present"))
  func `disks of real devices are read`() throws {
    let documents = try FixtureCorpus.documents(withExtension: "xml").filter {
      $0.name.hasSuffix("_ContentMgmt_Storage.xml") || $0.name.hasSuffix("_ContentMgmt_storage.xml")
    }
    try #require(documents.count >= 5)
    let reports = try documents.map { try #require(StorageReport(try XMLDocument(parsing: $0.bytes).root)) }
    #expect(reports.flatMap(\.disks).allSatisfy { !$0.name.isEmpty })
    #expect(reports.contains { $0.removed == ["hdd3"] && $0.troubles.isEmpty && $0.disks.count == 4 })
  }

  /// A request to format has no place in nvrctl at all, but in the simulated recorder, which nvrctl does not consist of.
  @Test func `nothing in nvrctl can ask for a disk to be formatted`() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let sources = package.appending(path: "Sources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
      .filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Simulator/") }
    try #require(files.count > 300)
    for file in files {
      let text = String(decoding: try Data(contentsOf: sources.appending(path: file)), as: UTF8.self).lowercased()
      for word in ["/format", "storage/hdd", "hdd/"] {
        #expect(!text.contains(word), "\(file) has \(word)")
      }
    }
  }

  private static func storage(_ disks: [(status: String, property: String)]) -> XMLElement {
    XMLElement("storage") {
      XMLElement("hddList") {
        for (index, disk) in disks.enumerated() {
          XMLElement("hdd") {
            XMLElement("id", text: "\(index + 1)")
            XMLElement("hddName", text: "hdd\(index + 1)")
            XMLElement("status", text: disk.status)
            XMLElement("capacity", text: "5723166")
            XMLElement("freeSpace", text: "0")
            XMLElement("property", text: disk.property)
          }
        }
      }
      XMLElement("workMode", text: "quota")
    }
  }
}
