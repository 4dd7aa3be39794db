import Host
import ISAPI
import Manifest
import Planner
import Settings

/// The commands to type after drift was seen: one for each side that may follow the other.
struct DriftNext {
  var report: DriftReport

  /// The most recorders whose files are offered to follow.
  private static let offered = 3

  /// The commands as lines; none where there is nothing to do.
  func lines(width: Int) -> [String] {
    let paths = ShellWords.text(report.paths)
    if report.status != .done, report.status != .changesPending {
      return FittedText.hanging("nvrctl drift \(paths)  (when that is put right)", head: "Next:  ", width: width)
    }
    let drifted = report.results.filter { $0.driftStatus == .changesPending }
    let device = drifted.isEmpty ? [] : ["nvrctl plan \(paths)"]
    let files = report.results.compactMap(export)
    return device.flatMap { FittedText.command($0, head: "Make the device follow:  ", width: width) }
      + (files.count > Self.offered ? [] : files).flatMap {
        FittedText.command($0, head: "Make the file follow:    ", width: width)
      }
  }

  /// What brings the live values of one recorder into a manifest; nil where they are as in the manifest, or unknown.
  private func export(_ result: PlanningResult) -> String? {
    guard let plan = result.plan, let drift = result.drift, !drift.isInactive else { return nil }
    let keys = Self.keys(of: drift)
    if keys.isEmpty { return nil }
    let only = keys.flatMap { ["--only", $0] }
    let account = plan.target.account
    guard case .environment(let variable)? = plan.target.login == .current ? account.password : account.previousPassword
    else {
      // `export` takes a password from the environment alone; a snapshot takes it from wherever the manifest says.
      let file = plan.target.name.split(separator: "/").joined(separator: "-") + ".nvrsnap"
      let taking = ShellWords.text(report.paths + ["--recorder", plan.target.name, "-o", file])
      return "nvrctl snapshot \(taking) && nvrctl export --snapshot " + ShellWords.text([file] + only)
    }
    let name = account.username == AdminAccount.usualName ? [] : ["--username", account.username]
    return "nvrctl export "
      + ShellWords.text([plan.target.address.written] + name + ["--password-env", variable] + only)
  }

  /// The keys of everything that the recorder has otherwise, those above them where they are many.
  private static func keys(of drift: Drift) -> [String] {
    let fields = drift.fields.filter { $0.origin != .manifest && $0.kind != .secret }.map { field in
      field.field?.replacing("[]", with: "") ?? collection(field.setting)
    }
    let items = drift.unmanaged.filter { $0.isNew == true }.map { collection($0.setting) }
    let keys = distinct(fields + items)
    let covered = keys.filter { key in !keys.contains { key.hasPrefix($0 + ".") } }
    guard covered.count > 3 else { return covered }
    return distinct(covered.map { String($0.prefix { $0 != "." }) })
  }

  private static func collection(_ setting: String) -> String {
    (SettingCatalog.setting(setting) as? any CollectionSetting.Type)?.collection ?? setting
  }

  private static func distinct(_ keys: [String]) -> [String] {
    keys.enumerated().filter { index, key in !keys[..<index].contains(key) }.map(\.element)
  }
}
