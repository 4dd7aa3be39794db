import ISAPI
import Settings
import XML

/// What a recorder shows as a whole, beside its items, that people should know.
struct PlanRemarks {
  private let declaration: RecorderDeclaration
  private let snapshot: DeviceSnapshot?
  private let changes: [SettingChange]

  /// The remarks on a plan with these steps.
  init(request: PlanRequest, steps: [PlanStep]) {
    declaration = request.declaration
    snapshot = request.finding.snapshot
    changes = steps.compactMap(\.act.change)
  }

  /// The remarks in the order of a plan; none on a recorder that tells nothing.
  var all: [Plan.Remark] {
    guard let snapshot else { return [] }
    return [offset(on: snapshot), source(on: snapshot), summerTime(on: snapshot)].compactMap(\.self)
      + snapshot.abilities.disagreements.map { Plan.Remark(path: "identity.model", text: $0) }
  }

  /// How far the clock is off; within what is allowed it is worth a word only where it can be told at all.
  private func offset(on snapshot: DeviceSnapshot) -> Plan.Remark? {
    guard let offset = ClockOffset(on: snapshot) else { return nil }
    let limit = declaration.verification.maxOffset ?? declaration.verification.clockOffset
    if let limit, offset.exceeds(limit) {
      let text = "\(offset.words), and \(ClockOffset.words(limit)) are allowed"
      return Plan.Remark(path: "time.offset", text: text, isWarning: true)
    }
    return offset.exceeds(Self.unremarkable) ? Plan.Remark(path: "time.offset", text: offset.words) : nil
  }

  /// A clock that is this close is right (domain.md 5, NVR-TIME-002).
  private static let unremarkable = 2.0

  /// A clock that is not set by a server and not by hand loses what sets it with the cloud (isapi.md 5.3).
  private func source(on snapshot: DeviceSnapshot) -> Plan.Remark? {
    guard snapshot[.time]?.root.subject(named: Clock.subject)?.followsPlatform == true else { return nil }
    let setsMode = changes.contains { $0.fields.contains { $0.path == "time.mode" } }
    let isLost = !setsMode && changes.contains(where: HikConnect.isSwitchedOff)
    let text =
      isLost
      ? "the clock is set by Hik-Connect, which is switched off: declare time.mode"
      : "the recorder has its time from Hik-Connect"
    return Plan.Remark(path: "time.mode", text: text, isWarning: isLost)
  }

  private func summerTime(on snapshot: DeviceSnapshot) -> Plan.Remark? {
    ClockOffset.summerTimeDisagreement(on: snapshot).map { Plan.Remark(path: "time.zone", text: $0) }
  }
}
