/// A condition that must hold before a destructive step.
package struct Gate: Sendable, Hashable, Codable {
  /// How a gate stands.
  package enum State: String, Sendable, Hashable, Codable {
    case met
    /// It does not hold, and a person allowed that by name.
    case allowed
    /// A person must say yes at apply time.
    case needsAcceptance
    /// It does not hold; the plan cannot be applied.
    case unmet
  }

  /// Such as `identity`, `backup`, `second way in`, `default address`, `login budget`, `footage`.
  package var name: String
  /// What it asks for.
  package var condition: String
  /// How it stands now, with figures.
  package var evidence: String
  package var state: State
  /// The limit behind it; nil where nothing lifts it.
  package var limit: Limit?
  /// The value that lifts the limit, nil where nothing has to be lifted or nothing lifts it.
  package var needs: String?
  /// The value that the limit was lifted to.
  package var allowed: String?

  package init(
    name: String, condition: String, evidence: String, state: State, limit: Limit? = nil, needs: String? = nil
  ) {
    self.name = name
    self.condition = condition
    self.evidence = evidence
    self.state = state
    self.limit = limit
    self.needs = needs
  }

  /// The gate of a plan that removes so many items; nil where that is no more than usual.
  package static func removals(_ count: Int) -> Gate? {
    guard count > Limit.usualRemovals else { return nil }
    return Gate(
      name: "removals", condition: "at most \(Limit.usualRemovals)", evidence: "\(count) items are removed",
      state: .unmet, limit: .removals, needs: "\(count)")
  }

  /// Whether the plan may go on as far as this gate is concerned.
  package var holds: Bool { state == .met || state == .allowed }

  /// What to type to lift it, such as `second-way-in=none`; nil where nothing does or nothing has to.
  package var allowance: String? {
    guard !holds, let limit, let needs else { return nil }
    return "\(limit.rawValue)=\(needs)"
  }

  /// What was typed to lift it, nil where it was not lifted.
  package var lift: String? {
    guard state == .allowed, let limit, let allowed else { return nil }
    return "\(limit.rawValue)=\(allowed)"
  }

  /// The gate where a person allowed some limits.
  package func lifted(by allowances: Allowances) -> Gate {
    guard !holds, let limit, let needs, let value = allowances[limit], limit.value(value, covers: needs) else {
      return self
    }
    var gate = self
    gate.state = .allowed
    gate.allowed = value
    return gate
  }
}

extension Plan {
  /// The plan with its gates where a person allowed some limits for applying it.
  package func allowing(_ allowances: Allowances) -> Plan {
    var plan = self
    plan.gates = gates.map { $0.lifted(by: allowances) }
    return plan
  }

  /// The gates that stand against applying the plan; one that it must have and that is missing is among them.
  package var openGates: [Gate] {
    let missing = Self.gateNames(of: mode).filter { name in !gates.contains { $0.name == name } }
    return gates.filter { !$0.holds }
      + missing.map { Gate(name: $0, condition: "", evidence: "the plan does not have it", state: .unmet) }
  }

  /// The gates that a plan of a mode must have.
  private static func gateNames(of mode: Mode) -> [String] {
    switch mode {
    case .inPlace, .provision: ["identity"]
    case .resetBasic: ["identity", "backup", "second way in", "login budget", "footage"]
    case .resetFull: ["identity", "backup", "second way in", "default address", "login budget", "footage"]
    }
  }
}
