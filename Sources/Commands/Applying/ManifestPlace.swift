import Diagnostics
import Planner
import Settings

/// Where the manifests of kept plans stand.
enum ManifestPlace {
  /// The one file behind the plans, or the nearest folder that holds all of them.
  static func common(to plans: [Plan]) -> String {
    let files = Set(plans.flatMap(\.settings).flatMap(\.items).flatMap(\.fields).map(\.range.file))
    if files.count == 1, let only = files.first { return only }
    let folders = files.map { $0.split(separator: "/", omittingEmptySubsequences: false).dropLast() }
    guard var common = folders.first else { return "." }
    for folder in folders {
      common = common.prefix(zip(common, folder).prefix { $0 == $1 }.count)
    }
    let path = common.joined(separator: "/")
    return path.isEmpty ? (common.isEmpty ? "." : "/") : path
  }
}
