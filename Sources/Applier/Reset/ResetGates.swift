import Host
import ISAPI
import Planner
import Settings

/// The gates of a reset as they stand in the moment before it leaves.
///
/// A plan may be hours old: meanwhile a device may have come to the factory's address, somebody may have tried
/// passwords, and a backup may be gone. They are part of the step that sends the reset, and no step of their own, so that
/// nothing lies between the look and the request, in a run that is gone on with either.
struct ResetGates: Sendable {
  private let plan: Plan

  init(of plan: Plan) { self.plan = plan }

  /// What was seen, a fact for each gate; throws `StepFailure` for the first that does not hold.
  func evidence(at site: Worksite, _ places: ResetPlaces) async throws -> [String] {
    if let gate = plan.openGates.first {
      throw refused("gate \(gate.name) does not hold: \(gate.evidence)", "run  nvrctl plan  again")
    }
    var facts: [String] = []
    for gate in plan.gates { facts.append(try await evidence(of: gate, site, places)) }
    return facts
  }

  private func evidence(of gate: Gate, _ site: Worksite, _ places: ResetPlaces) async throws -> String {
    let now: String? =
      switch gate.name {
      case "backup": try backup(site)
      case "default address": try await defaultAddress(site, places)
      case "login budget": try loginBudget(gate, site)
      default: nil
      }
    let lift = gate.lift.map { ", allowed: \($0)" } ?? ""
    return "\(gate.name): \(now ?? gate.evidence)\(lift)"
  }

  private func backup(_ site: Worksite) throws -> String {
    guard let backup = try KeptBackup.latest(of: plan, in: site.store) else {
      throw refused("gate backup does not hold: no backup was taken for this plan", "run  nvrctl plan  again")
    }
    if let file = try backup.damagedFile(in: site.store) {
      throw refused("gate backup does not hold: \(file) does not read back", "check the disk")
    }
    return "\(backup.files.count) files read back"
  }

  private func defaultAddress(_ site: Worksite, _ places: ResetPlaces) async throws -> String? {
    for place in places.factoryDefaults where await site.link.isTaken(place) {
      throw refused(
        "another device answers at \(place), where the recorder may come back after the reset",
        "disconnect that device")
    }
    return places.factoryDefaults.isEmpty ? nil : "no reply at \(DeviceAddress.factoryHost)"
  }

  private func loginBudget(_ gate: Gate, _ site: Worksite) throws -> String? {
    guard let left = try site.link.triesLeft() else { return nil }
    let kept = gate.allowed.flatMap { Int($0) } ?? LoginBudget.keptTries
    guard left - LoginBudget.needs(plan.mode) >= kept else {
      throw refused(
        "gate login budget does not hold: \(left) left, needs \(LoginBudget.needs(plan.mode)), keeps \(kept)",
        "see who else tries to log in, wait half an hour")
    }
    return "\(left) left"
  }

  private func refused(_ message: String, _ wayOut: String) -> StepFailure {
    StepFailure(.refused, message, wayOut: wayOut)
  }
}
