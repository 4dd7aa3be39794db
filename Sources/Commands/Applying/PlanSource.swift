import Host
import Planner

/// What `apply` is given: plans that were kept, or manifests to plan from.
enum PlanSource {
  case file([Plan])
  case manifests

  private static let sizeLimit = 64 << 20

  /// Looks at what stands at the paths; a plan file stands alone.
  init(paths: [String], files: any FileSystem) throws {
    self = .manifests
    for path in paths where files.kind(of: path) == .file {
      let bytes = try files.read(path, limit: Self.sizeLimit)
      guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") || path.hasSuffix(".nvrplan") else { continue }
      guard paths.count == 1 else { throw PlanFileNotAlone(path: path) }
      self = .file(try PlanFile.plans(in: bytes, tool: ToolVersion.current))
    }
  }
}

/// A plan file among other paths.
struct PlanFileNotAlone: Explained {
  var path: String

  var problem: Problem {
    Problem("\(path) is a plan file and is applied alone", advice: ["apply one plan file at a time"], status: .usage)
  }
}

extension PlanFileRefused: Explained {
  var problem: Problem { Problem(text, advice: [help], status: .refused) }
}
