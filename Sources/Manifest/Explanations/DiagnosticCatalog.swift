package import Diagnostics
import YAML

/// What every code means: the texts behind `nvrctl explain CODE`.
package enum DiagnosticCatalog {
  /// All explanations, by code.
  package static let all =
    (StrictSubset.explanations + envelope + values + network + access + secrets + collections + journals + snapshots)
    .sorted { $0.code < $1.code }

  /// The explanation of a code, however its letters are written.
  package static func explanation(of code: String) -> DiagnosticExplanation? {
    let wanted = code.uppercased()
    return all.first { $0.code.text == wanted }
  }
}
