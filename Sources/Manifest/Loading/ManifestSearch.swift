package import Diagnostics
package import Host
import YAML

/// Finds the manifest files behind the paths a user gives: files as named, folders with all YAML below them.
package struct ManifestSearch {
  /// The files by name, each once.
  package private(set) var files: [ManifestFile] = []
  /// What could not be found or read.
  package private(set) var diagnostics: [Diagnostic] = []

  private let system: any FileSystem
  private let input: any TextInput
  private var names: Set<String> = []
  /// The folders searched, by their true paths: links may lead back to where they stand.
  private var folders: Set<String> = []

  private static let sizeLimit = DocumentStream.Limits().bytes
  /// Deeper folders hold no manifests that anybody wrote.
  private static let depthLimit = 32

  /// Searches `paths`; `-` stands for standard input.
  package init(_ paths: [String], in system: any FileSystem, input: any TextInput) {
    self.system = system
    self.input = input
    for path in paths { search(path) }
    files.sort { $0.name < $1.name }
  }

  private mutating func search(_ path: String) {
    if path == "-" {
      guard names.insert(path).inserted else { return }
      files.append(ManifestFile(name: "<stdin>", bytes: input.readAll(limit: Self.sizeLimit)))
      return
    }
    let name = Self.normal(path)
    switch system.kind(of: name) {
    case nil: diagnostics.append(.notFound(path))
    case .file, .stream: read(name)
    case .folder:
      let before = names.count
      let searched = folders.count
      let known = diagnostics.count
      searchFolder(name, depth: 0)
      if names.count == before, folders.count > searched, diagnostics.count == known {
        diagnostics.append(.nothingFound(path))
      }
    }
  }

  private mutating func searchFolder(_ folder: String, depth: Int) {
    guard depth < Self.depthLimit, folders.insert(system.truePath(of: folder)).inserted else { return }
    do {
      for name in try system.names(in: folder) where !name.hasPrefix(".") {
        let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
        switch system.kind(of: path) {
        case .folder: searchFolder(path, depth: depth + 1)
        case .file where name.hasSuffix(".yaml") || name.hasSuffix(".yml"): read(path)
        case .file, .stream, nil: continue
        }
      }
    } catch {
      diagnostics.append(.unreadable(folder, error))
    }
  }

  private mutating func read(_ path: String) {
    guard names.insert(system.truePath(of: path)).inserted else { return }
    do {
      files.append(ManifestFile(name: path, bytes: try system.read(path, limit: Self.sizeLimit)))
    } catch {
      diagnostics.append(.unreadable(path, error))
    }
  }

  /// A path without needless parts, so that one file has one name.
  private static func normal(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    let name = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    return name.isEmpty ? "." : name
  }
}

extension Diagnostic {
  fileprivate static func notFound(_ path: String) -> Self {
    .error("NVR0114", "there is nothing at \"\(path)\"", at: nil)
  }

  fileprivate static func nothingFound(_ path: String) -> Self {
    .error("NVR0114", "there is no .yaml or .yml file below \"\(path)\"", at: nil)
  }

  fileprivate static func unreadable(_ path: String, _ error: any Error) -> Self {
    let start = SourcePosition(line: 1, column: 1)
    let reason = (error as? FileError).map { ": \($0.reason)" } ?? ""
    return .error(
      "NVR0115", "\"\(path)\" cannot be read\(reason)", at: SourceRange(file: path, start: start, end: start))
  }
}
