import Settings

/// Steps being put in order: numbers and dependencies follow from the place.
struct StepSequence {
  /// What a step stands on.
  enum Footing {
    /// The step before it; everything behind it stands on this one.
    case chain
    /// Nothing but the chain.
    case alone
    /// All steps before it.
    case everything
  }

  private(set) var steps: [PlanStep] = []
  private var chain: Int?

  /// Adds a step behind the others.
  mutating func append(_ step: PlanStep, on footing: Footing) {
    var step = step
    step.number = steps.count + 1
    switch footing {
    case .chain, .alone: step.dependsOn = chain.map { [$0] } ?? []
    case .everything: step.dependsOn = steps.map(\.number)
    }
    if footing == .chain { chain = step.number }
    steps.append(step)
  }

  /// Whether any step writes.
  var writes: Bool { !steps.isEmpty }
}
