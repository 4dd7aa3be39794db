/// What the person at the keyboard brings to a run.
package struct RunOptions: Sendable, Hashable {
  /// The version of nvrctl; a plan of another one is refused.
  package var tool: String
  /// Who works on the recorder, as the lock shows it to others.
  package var owner: String
  /// Names of the gates that a person accepted, such as `footage`.
  package var acceptedGates: Set<String>
  /// The owner, or the run, whose lock may be taken over when it was left behind.
  package var takeOver: String?
  package var limits = ApplyProgress.Limits()

  package init(tool: String, owner: String, acceptedGates: Set<String> = [], takeOver: String? = nil) {
    self.tool = tool
    self.owner = owner
    self.acceptedGates = acceptedGates
    self.takeOver = takeOver
  }
}
