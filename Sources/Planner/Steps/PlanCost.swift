/// What applying a plan takes, reckoned from its steps.
enum PlanCost {
  /// The cost of some steps.
  static func cost(of steps: [PlanStep]) -> Plan.Cost {
    let gapEnd = steps.lastIndex { $0.act.change != nil }
    let reset = steps.firstIndex { $0.act == .reset }
    let gap = reset.flatMap { start in
      gapEnd.map { steps[start...max(start, $0)].reduce(0) { $0 + $1.expectedSeconds } }
    }
    return Plan.Cost(
      seconds: steps.reduce(0) { $0 + ($1.act == .restart ? 0 : $1.expectedSeconds) },
      reboots: reset == nil ? 0 : 1, recordingGap: gap ?? 0, logins: logins(for: steps))
  }

  /// One login to begin with, one more wherever the account, the address or the running system becomes another.
  private static func logins(for steps: [PlanStep]) -> Int {
    steps.isEmpty
      ? 0
      : 1
        + steps.count { step in
          switch step.act {
          case .proveReset, .activate, .address, .rotatePassword, .restart: true
          case .backup, .reset, .setting, .verify: false
          }
        }
  }
}
