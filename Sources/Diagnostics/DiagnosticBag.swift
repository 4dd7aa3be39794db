/// Diagnostics as they are found: each mistake once, however many manifests reach it.
package struct DiagnosticBag: Sendable {
  private var found: [Diagnostic] = []
  private var seen: Set<Key> = []

  private struct Key: Hashable {
    var code: Diagnostic.Code
    var range: SourceRange?
    var message: String
  }

  /// Where errors stop being kept: behind so many of them nobody reads on, and a file of a megabyte can hold 200 000.
  private static let limit = 1_000
  private var errors = 0
  /// Whether errors were reported that are not kept.
  private var isCut = false

  package init() {}

  /// Whether further errors are dropped, so that a costly one need not be put into words.
  package var isFull: Bool { errors >= Self.limit }

  /// Adds a diagnostic unless the same code was already reported at the same place.
  package mutating func report(_ diagnostic: Diagnostic) {
    if diagnostic.severity == .error, isFull {
      isCut = true
      return
    }
    let key = Key(
      code: diagnostic.code, range: diagnostic.range, message: diagnostic.range == nil ? diagnostic.message : "")
    guard seen.insert(key).inserted else { return }
    found.append(diagnostic)
    if diagnostic.severity == .error { errors += 1 }
  }

  /// Adds several.
  package mutating func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { report(diagnostic) }
  }

  /// All that are kept, by file and position; those without a place come first, and last that more were found.
  package var sorted: [Diagnostic] {
    ordered + (isCut ? [.cut] : [])
  }

  private var ordered: [Diagnostic] {
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
  package var hasErrors: Bool { errors > 0 }

  /// Whether nothing was found.
  package var isEmpty: Bool { found.isEmpty }
}

extension Diagnostic {
  fileprivate static let cut = Diagnostic.error(
    "NVR0116", "there are more mistakes than are listed", at: nil, help: ["mend these, then validate again"])
}
