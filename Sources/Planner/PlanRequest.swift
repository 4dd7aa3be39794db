package import FoundationEssentials
package import ISAPI
package import Settings

/// Everything a plan is made from; the same request gives the same plan, byte for byte.
package struct PlanRequest: Sendable, Hashable {
  package var declaration: RecorderDeclaration
  package var finding: Finding
  package var goal: Goal
  package var survey: ResetSurvey
  /// The limits that a person lifted for this plan.
  package var allowances: Allowances
  /// The time the plan is made at.
  package var now: Date
  /// How many seconds the plan may be used.
  package var validity: Int
  /// The version of nvrctl.
  package var tool: String

  package init(
    declaration: RecorderDeclaration, finding: Finding, goal: Goal = .inPlace, survey: ResetSurvey = ResetSurvey(),
    allowances: Allowances = Allowances(), now: Date, validity: Int = 4 * 3600, tool: String
  ) {
    self.declaration = declaration
    self.finding = finding
    self.goal = goal
    self.survey = survey
    self.allowances = allowances
    self.now = now
    self.validity = validity
    self.tool = tool
  }

  /// What was asked for on the command line.
  package enum Goal: Sendable, Hashable {
    case inPlace
    case reset(ResetScope)
  }
}

/// How much a factory reset takes away (isapi.md 3.5).
package enum ResetScope: String, Sendable, Hashable, Codable, CaseIterable {
  case full
  /// Network and users are kept.
  case basic
}

/// The recorder as it was found.
package enum Finding: Sendable, Hashable {
  /// It answered, proved its identity and was read.
  case active(DeviceSnapshot, at: DeviceAddress)
  /// It has no administrator and tells nothing but that (isapi.md 2.4).
  case inactive(at: DeviceAddress)

  /// Where it was found.
  package var address: DeviceAddress {
    switch self {
    case .active(_, let address), .inactive(let address): address
    }
  }

  /// What was read of it, nil when it was inactive.
  package var snapshot: DeviceSnapshot? {
    if case .active(let snapshot, _) = self { snapshot } else { nil }
  }
}

/// A plan that is not even made, because the manifest forbids what was asked for.
package struct PlanRefused: Error, Sendable, Hashable {
  /// The recorder, as `site/name`.
  package var recorder: String
  /// Why, in plain words.
  package var reason: String
  /// What to do about it.
  package var help: String

  package init(recorder: String, reason: String, help: String) {
    self.recorder = recorder
    self.reason = reason
    self.help = help
  }
}
