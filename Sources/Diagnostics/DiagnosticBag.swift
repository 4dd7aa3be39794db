/// Diagnostics as they are found: each mistake once, however many manifests reach it.
package struct DiagnosticBag: Sendable {
  private var found: [Diagnostic] = []
  private var seen: Set<Key> = []

  private struct Key: Hashable {
    var code: Diagnostic.Code
    var range: SourceRange?
    var message: String
  }

  package init() {}

  /// Adds a diagnostic unless the same code was already reported at the same place.
  package mutating func report(_ diagnostic: Diagnostic) {
    let key = Key(
      code: diagnostic.code, range: diagnostic.range, message: diagnostic.range == nil ? diagnostic.message : "")
    if seen.insert(key).inserted { found.append(diagnostic) }
  }

  /// Adds several.
  package mutating func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { report(diagnostic) }
  }

  /// All of them, by file and position; those without a place come first.
  package var sorted: [Diagnostic] {
    found.sorted { left, right in
      switch (left.range, right.range) {
      case (nil, nil): (left.code, left.message) < (right.code, right.message)
      case (nil, _): true
      case (_, nil): false
      case (let a?, let b?): a == b ? left.code < right.code : a < b
      }
    }
  }

  /// Whether anything found is an error.
  package var hasErrors: Bool { found.contains { $0.severity == .error } }

  /// Whether nothing was found.
  package var isEmpty: Bool { found.isEmpty }
}
