import ArgumentParser
import Diagnostics
import Host
import Manifest

/// Which manifests to read.
struct ManifestOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Manifest files, folders of them, or - for standard input; folders called profiles above them are read too.",
      valueName: "path"))
  var paths: [String]

  /// Reads everything that is named, and what it stands on.
  func read(in context: CommandContext) -> ManifestTree {
    Self.read(paths, in: context)
  }

  /// Reads everything at some paths, and what it stands on.
  static func read(_ paths: [String], in context: CommandContext) -> ManifestTree {
    let beside = paths.flatMap { Self.foundation(of: $0, in: context.files) }
    let search = ManifestSearch(paths + beside, in: context.files, input: context.console.input)
    return ManifestTree(reading: search.files, besides: search.diagnostics)
  }

  /// The files beside and above a path that its manifests may refer to.
  private static func foundation(of path: String, in files: any FileSystem) -> [String] {
    guard path != "-", let kind = files.kind(of: path) else { return [] }
    var folders: [String] = []
    var folder = path.split(separator: "/", omittingEmptySubsequences: false).filter { $0 != "." }
    while folder.last?.isEmpty == true { folder.removeLast() }
    while !folder.isEmpty {
      folder.removeLast()
      folders.append(folder.isEmpty ? "" : folder.joined(separator: "/") + "/")
    }
    let sites = kind == .file ? folders.prefix(1).map { $0 + "site.yaml" } : []
    return sites.filter { files.kind(of: $0) == .file && $0 != path }
      + folders.map { $0 + "profiles" }.filter { files.kind(of: $0) == .folder }
  }
}
