import FoundationEssentials
package import Testing

/// What people read, kept beside the tests that make it.
package enum GoldenFile {
  /// Compares a text with the file `Golden/<name>` beside the test, or records it where `NVRCTL_RECORD=1` is set.
  package static func expect(
    _ text: String, equals name: String, testFile: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(filePath: testFile).deletingLastPathComponent().appending(path: "Golden")
    try expect(text, equalsFile: folder.appending(path: name).path, sourceLocation: sourceLocation)
  }

  /// Compares a text with a file at a path, or records it where `NVRCTL_RECORD=1` is set.
  package static func expect(
    _ text: String, equalsFile path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = URL(filePath: path)
    if ProcessInfo.processInfo.environment["NVRCTL_RECORD"] == "1" {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      return
    }
    let bytes = try? Data(contentsOf: file)
    let golden = bytes.map { String(decoding: $0, as: UTF8.self) }
    guard golden != text else { return }
    let lines = zip(
      (golden ?? "").split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false))
    let first = lines.first { $0.0 != $0.1 }.map { "expected: \($0.0)\nfound:    \($0.1)" } ?? "the lengths differ"
    Issue.record("\(path) is not current\n\(first)\nrun with NVRCTL_RECORD=1", sourceLocation: sourceLocation)
  }
}
