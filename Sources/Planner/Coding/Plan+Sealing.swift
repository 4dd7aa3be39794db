import FoundationEssentials

extension Plan {
  /// The plan with its id, its digest and its seal set by what it says.
  package func sealed() -> Plan {
    var plan = self
    plan.digest = computedDigest
    plan.id = plan.digest.prefix(4) + "-" + plan.digest.dropFirst(4).prefix(4)
    plan.seal = plan.computedSeal
    return plan
  }

  /// Whether id, digest and seal are those of what the plan says.
  var isIntact: Bool { self == sealed() }

  /// The digest over everything but the names of the plan and the time it was made.
  private var computedDigest: String {
    var plan = self
    plan.id = ""
    plan.digest = ""
    plan.seal = ""
    plan.createdAt = Date(timeIntervalSince1970: 0)
    return HexDigest.of(plan.canonicalBytes)
  }

  /// The digest over everything but the seal.
  private var computedSeal: String {
    var plan = self
    plan.seal = ""
    return HexDigest.of(plan.canonicalBytes)
  }

  /// The plan as JSON in its one form; every value in it can be encoded, so that nothing is ever left out.
  private var canonicalBytes: [UInt8] { (try? PlanFile.encoder.encode(self)).map(Array.init) ?? [] }
}
