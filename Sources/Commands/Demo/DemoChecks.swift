/// What must be true at the end of the demo, each with a mark that tells whether it is.
struct DemoChecks {
  private var checks: [(claim: String, holds: Bool)] = []

  /// Adds a claim.
  mutating func expect(_ claim: String, _ holds: Bool) { checks.append((claim, holds)) }

  /// Whether everything is true.
  var allHold: Bool { checks.allSatisfy(\.holds) }

  /// One line a claim.
  var text: String { checks.map { "  \($0.holds ? "v" : "!")  \($0.claim)\n" }.joined() }
}
