package import Planner

/// What the person at the keyboard brings to a run.
package struct RunOptions: Sendable, Hashable {
  /// The version of nvrctl; a plan of another one is refused.
  package var tool: String
  /// Who works on the recorder, as the lock shows it to others.
  package var owner: String
  /// The limits that a person lifted, such as the loss of footage.
  package var allowances: Allowances
  /// The owner, or the run, whose lock may be taken over when it was left behind.
  package var takeOver: String?
  package var limits = ApplyProgress.Limits()

  package init(tool: String, owner: String, allowances: Allowances = Allowances(), takeOver: String? = nil) {
    self.tool = tool
    self.owner = owner
    self.allowances = allowances
    self.takeOver = takeOver
  }
}
