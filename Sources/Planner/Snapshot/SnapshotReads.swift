package import ISAPI
package import Settings

/// What a snapshot asks a recorder for, in rounds: everything that a plan, a backup, an export or a twin may need.
package enum SnapshotReads {
  /// The resources still to be asked for, each once and sorted; empty when all were.
  ///
  /// `known` are the ones that were asked for, whatever came.
  package static func next(
    besides known: Set<Endpoint>, declared: [DesiredSetting] = [], on snapshot: DeviceSnapshot
  ) -> [Endpoint] {
    let all = SettingCatalog.all.map { DesiredSetting(setting: $0.key, items: []) } + declared
    let wanted = all.flatMap { desired in
      SettingCatalog.setting(desired.setting)?.resources(for: desired, on: snapshot) ?? []
    }
    return Set(PlanReads.first + wanted + others).subtracting(known).sorted()
  }

  /// What no setting stands for and a twin or a person wants to know all the same (isapi.md 3, 4, 7, 8, 10).
  private static let others: [Endpoint] = [
    .activateStatus, "/ISAPI/System/status", "/ISAPI/System/time/capabilities", "/ISAPI/System/Holidays",
    "/ISAPI/System/logServer", "/ISAPI/System/Network/capabilities", "/ISAPI/System/Network/UPnP/ports",
    "/ISAPI/System/Network/interfaces", "/ISAPI/System/Network/PPPoE",
    "/ISAPI/Security/capabilities", "/ISAPI/Security/users",
    "/ISAPI/Security/webCertificate", "/ISAPI/Security/RTSPCertificate", "/ISAPI/Security/illegalLoginLock",
    "/ISAPI/Security/adminAccesses", "/ISAPI/ContentMgmt/Storage", "/ISAPI/ContentMgmt/InputProxy/channels/status",
    "/ISAPI/ContentMgmt/InputProxy/channels/capabilities", "/ISAPI/Streaming/channels", "/ISAPI/Event/triggers",
    "/ISAPI/Event/notification/httpHosts",
  ]
}
