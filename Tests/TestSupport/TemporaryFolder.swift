import FoundationEssentials

/// A folder that exists for the length of a test.
package enum TemporaryFolder {
  /// Runs a body with the path of a fresh folder, and removes the folder whatever happens.
  package static func with<Result>(_ body: (_ path: String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "nvrctl-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
  }
}
