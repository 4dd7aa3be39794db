import FoundationEssentials
package import Host

/// The files of this package, as tests see them.
package enum PackageFiles {
  /// The folder of the package.
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// All files below a folder of the package, under their names as seen from the package.
  package static func inMemory(_ folder: String) throws -> InMemoryFileSystem {
    var files: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path) {
      let path = "\(folder)/\(name)"
      var isFolder = false
      guard FileManager.default.fileExists(atPath: root.appending(path: path).path, isDirectory: &isFolder), !isFolder
      else { continue }
      files[path] = try text(of: path)
    }
    return InMemoryFileSystem(files)
  }

  /// The text of a file of the package.
  package static func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  /// Where a file of the package is.
  package static func path(of path: String) -> String { root.appending(path: path).path }
}
