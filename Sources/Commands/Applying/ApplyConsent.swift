import Diagnostics
import ISAPI
import Planner
import Settings

/// The yes of a person to some plans: typed on a terminal, or given beforehand as flags.
struct ApplyConsent {
  /// Serials of recorders that may be reset.
  var resetSerials: [String]
  /// The limits lifted for this command.
  var allowances: Allowances
  var isYes: Bool
  var console: Console

  /// The limits lifted for each plan, in the order of the plans; throws where a yes is missing.
  func allowances(for plans: [Plan]) throws -> [Allowances] {
    try checkNames(plans)
    try checkResets(plans.count { $0.mode.isReset })
    let inPlace = plans.filter { !$0.mode.isReset }
    if !inPlace.isEmpty { try agree(to: inPlace) }
    return try plans.map { $0.mode.isReset ? try allowances(forReset: $0) : allowances }
  }

  /// A serial that belongs to no reset is a mistake worth stopping for.
  private func checkNames(_ plans: [Plan]) throws {
    let resets = plans.filter(\.mode.isReset)
    for serial in resetSerials where !resets.contains(where: { $0.target.accepts(serial: serial) }) {
      throw ConsentMissing(
        "no plan resets the recorder \(serial)", advice: "see  nvrctl plan  for the serials of the recorders")
    }
  }

  /// More resets than one need the number typed: a wrong path must not empty a whole site.
  private func checkResets(_ count: Int) throws {
    let most = allowances.number(.resetsPerRun) ?? Limit.usualResets
    guard count > most else { return }
    throw ConsentMissing(
      "\(count) recorders would be reset, and one apply resets \(most)",
      advice: "choose with --recorder, or add --allow \(Limit.resetsPerRun.rawValue)=\(count)")
  }

  private func agree(to plans: [Plan]) throws {
    if isYes { return }
    guard console.isInteractive else {
      throw ConsentMissing(
        "\(Count.of(plans.count, "plan")) to apply, and nobody to ask", advice: "add --yes when you have seen the plan")
    }
    let steps = plans.reduce(0) { $0 + $1.steps.count }
    let names = plans.map { InertText.of($0.target.name) }.joined(separator: ", ")
    let answer = console.answer(to: "Apply \(Count.of(steps, "step")) to \(names)? [y/N] ") ?? ""
    guard ["y", "yes"].contains(answer.lowercased()) else { throw ConsentMissing("not applied", advice: "") }
  }

  private func allowances(forReset plan: Plan) throws -> Allowances {
    let needsFootage = plan.allowing(allowances).openGates.contains { $0.limit == .footageLoss }
    if resetSerials.contains(where: { plan.target.accepts(serial: $0) }) {
      guard !needsFootage else {
        throw ConsentMissing(
          "the loss of footage on \(plan.target.name) is not accepted", advice: "add --accept-footage-loss")
      }
      return allowances
    }
    guard console.isInteractive else {
      throw ConsentMissing(
        "\(plan.target.name) would be reset, and nobody confirmed it",
        advice: "add --confirm-reset SERIAL --accept-footage-loss when you have seen the plan")
    }
    console.progress(
      "\(InertText.of(plan.target.name)) goes back to factory settings; its footage is taken for lost.\n")
    let answer = console.answer(to: "Type the serial of the recorder to be reset: ") ?? ""
    guard plan.target.accepts(serial: answer) else {
      throw ConsentMissing("that is not its serial", advice: "the serial is on the label and in the manifest")
    }
    var agreed = allowances
    agreed.accept(.footageLoss)
    return agreed
  }
}

extension Plan.Target {
  /// Whether a typed serial means this recorder.
  fileprivate func accepts(serial: String) -> Bool {
    guard let declared = identity.serial, !serial.isEmpty else { return false }
    return serial == declared || found?.hasSerial(serial) == true
  }
}

/// A yes that was not given; nothing was sent.
struct ConsentMissing: Explained {
  let problem: Problem

  init(_ summary: String, advice: String) {
    problem = Problem("\(summary); nothing was sent", advice: [advice], status: .refused)
  }
}
