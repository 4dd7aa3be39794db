package import Planner

/// Something a person who waits for an apply wants to see.
package enum ApplyEvent: Sendable {
  /// The plan was taken; the run has this name and this many steps.
  case began(RunID, plan: Plan)
  /// A run that did not come to its end is gone on with.
  case resumed(RunRecord)
  case stepBegan(PlanStep)
  /// The device told what became of a step in whose middle the run was cut off.
  case settled(PlanStep, Settlement)
  /// A write is about to leave.
  case sending(PlanStep, write: String)
  /// A step waits for the recorder.
  case waiting(PlanStep, Waiting)
  case stepDone(PlanStep, facts: [String], seconds: Double)
  case stepFailed(PlanStep, StepFailure, seconds: Double)
  /// A stop was asked for; the run ends behind this step.
  case stopping(after: PlanStep)
  case ended(RunResult)
}

/// What a waiting step sees.
package struct Waiting: Sendable, Hashable {
  /// What is waited for, such as `waiting for the same serial`.
  package var purpose: String
  package var seconds: Double
  /// What each place that is watched shows.
  package var sightings: [Sighting]
  /// What happens when the time is over, and in how many seconds.
  package var deadline: Deadline?

  package init(purpose: String, seconds: Double, sightings: [Sighting] = [], deadline: Deadline? = nil) {
    self.purpose = purpose
    self.seconds = seconds
    self.sightings = sightings
    self.deadline = deadline
  }

  /// One place that is watched.
  package struct Sighting: Sendable, Hashable {
    /// Such as `new 10.20.30.10`.
    package var place: String
    /// Such as `no answer yet`.
    package var state: String
    /// Seconds since it was seen.
    package var age: Double

    package init(place: String, state: String, age: Double) {
      self.place = place
      self.state = state
      self.age = age
    }
  }

  /// The end of a wait.
  package struct Deadline: Sendable, Hashable {
    /// Such as `goes back to 192.168.1.64`.
    package var consequence: String
    package var seconds: Double

    package init(consequence: String, seconds: Double) {
      self.consequence = consequence
      self.seconds = seconds
    }
  }
}
