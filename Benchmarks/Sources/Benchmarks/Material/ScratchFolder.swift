import FoundationEssentials

/// A folder that is there while it is needed.
struct ScratchFolder {
  var url: URL

  /// The path of a file or folder in it.
  func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a text, with the folders that it needs.
  func write(_ text: String, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Makes a folder, lends it out and removes it whatever happens.
  static func with<Result>(_ body: (Self) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(path: "nvrctl-benchmarks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(Self(url: url))
  }
}
