package import ISAPI
package import Settings

/// What a person should know beside a plan: it stands in no step and bars nothing.
package enum PlanRemarks {
  /// One line for each thing, empty where there is nothing.
  package static func lines(on plan: Plan, _ snapshot: DeviceSnapshot, _ storage: StorageReport?) -> [String] {
    let changes = plan.steps.compactMap(\.act.change)
    let setsClock = changes.contains { $0.fields.contains { $0.path == "time.mode" } }
    let losesClock = !setsClock && changes.contains { HikConnect.stopsClock($0, on: snapshot) }
    let clock = "the clock is set by Hik-Connect, which is switched off: declare time.mode"
    return (losesClock ? [clock] : []) + (storage?.troubles ?? [])
  }
}
