package import ISAPI
package import Settings

/// What must be read of a recorder to plan for it, in rounds: every round may tell more about the next.
package enum PlanReads {
  /// The first round: who it is and what it can do.
  package static let first: [Endpoint] = [.deviceInfo, .capabilities]

  /// The resources still to be read, each once and in catalogue order; empty when the snapshot holds them all.
  ///
  /// Call it again after reading, until nothing is left.
  package static func next(for settings: [DesiredSetting], on snapshot: DeviceSnapshot) -> [Endpoint] {
    var known = Set(snapshot.readings.keys)
    return settings.flatMap { desired in
      SettingCatalog.setting(desired.setting)?.resources(for: desired, on: snapshot) ?? []
    }
    .filter { known.insert($0).inserted }
  }
}
