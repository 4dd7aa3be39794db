import Diagnostics
import Manifest

/// What was found in manifests, for people.
struct ManifestReport {
  var tree: ManifestTree
  var console: Console

  /// All diagnostics, then one line with the counts, then what to type next.
  func text(seconds: Double, paths: [String]) -> String {
    diagnostics(width: console.width, palette: console.colours ? .ansi : .plain) + summary(seconds: seconds)
      + next(paths)
  }

  /// All diagnostics as drawn for one side of the console.
  func diagnostics(width: Int, palette: Palette) -> String {
    DiagnosticReport(sources: tree.sources, width: width, palette: palette).text(of: tree.diagnostics)
  }

  private func summary(seconds: Double) -> String {
    let counts = [
      Count.of(tree.sources.count, "file"), Count.of(tree.recorders.count, "recorder"),
      Count.of(tree.settingCount, "setting"), Figure.seconds(seconds),
    ]
    return "\(DiagnosticSummary(tree.diagnostics).text).  \(counts.joined(separator: ", ")).  No device contacted.\n"
  }

  private func next(_ paths: [String]) -> String {
    if let first = tree.diagnostics.first(where: { $0.severity == .error }) {
      return "More:  nvrctl explain \(first.code.text)\n"
    }
    return "Next:  nvrctl plan \(ShellWords.text(paths))\n"
  }
}

extension ManifestReport {
  /// The tree itself, its warnings shown beside the result; throws where it has errors, which are shown first.
  static func usable(_ tree: ManifestTree, console: Console) throws -> ManifestTree {
    let report = ManifestReport(tree: tree, console: console)
    console.progress(
      report.diagnostics(width: console.progressWidth, palette: console.coloursProgress ? .ansi : .plain))
    if tree.hasErrors { throw ManifestsInvalid(summary: DiagnosticSummary(tree.diagnostics)) }
    return tree
  }
}
