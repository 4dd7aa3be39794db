import Testing
package import FoundationEssentials

/// Answers of real devices, kept beside the package and not in it; a checkout without them tests without them.
package enum FixtureCorpus {
  /// One recorded body.
  package struct Document: Sendable, CustomTestStringConvertible {
    /// The path below the corpus.
    package let name: String
    package let bytes: [UInt8]

    package var testDescription: String { name }
  }

  /// Where the corpus would be.
  package static let root: URL = {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return package.deletingLastPathComponent().appending(path: "shared/fixtures")
  }()

  /// Whether there is a corpus on this machine.
  package static var isPresent: Bool { FileManager.default.fileExists(atPath: root.path) }

  /// All recorded bodies with a file extension, in the order of their names.
  package static func documents(withExtension pathExtension: String) throws -> [Document] {
    guard isPresent else { return [] }
    return try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
      .filter { $0.hasSuffix("." + pathExtension) }
      .map { Document(name: $0, bytes: Array(try Data(contentsOf: root.appending(path: $0)))) }
  }
}
