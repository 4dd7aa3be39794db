import ISAPI
import Planner
import Settings
import XML

/// Brings one document or item to its wanted state: read, compare, write only if different, read back, compare.
struct SettingWork: StepWork {
  let change: SettingChange
  private(set) var requests: [Request] = []
  /// What differed when the step looked.
  private(set) var open: SettingChange?
  /// The same when the step looked first.
  private var found: SettingChange?
  /// What was read before anything was written.
  private(set) var before: DeviceSnapshot?
  private var waitsForRestart = false

  init(_ change: SettingChange) { self.change = change }

  mutating func look(at site: inout Worksite) async throws -> Look {
    let snapshot = try await site.link.snapshot(of: [site.desired(change)])
    before = snapshot
    open = try openChange(site, on: snapshot)
    guard let open else { return .asWanted(facts: ["as wanted already"]) }
    found = found ?? open
    requests = try setting.requests(for: open, on: snapshot, secrets: site.secrets)
    return .toDo(requests.map(PlannedWrite.init))
  }

  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult {
    let sent = await site.send(requests[index])
    if sent.needsRestart {
      waitsForRestart = true
      site.memory.isRestartDue = true
    }
    return sent.result
  }

  mutating func prove(at site: inout Worksite) async throws -> Proof {
    let snapshot = try await site.link.snapshot(of: [site.desired(change)])
    guard let open = try openChange(site, on: snapshot) else {
      return .holds(facts: ["written and read back"])
    }
    // Before the restart the old value may still be shown; verification looks again behind it.
    if waitsForRestart { return .holds(facts: ["in effect after the restart"]) }
    return .differs(
      StepFailure(.failed, open.keptDifferently, wayOut: "compare the value with what the model allows"),
      isUntouched: open == found)
  }

  /// Whether the recorder shows the state from before a change that may have moved it.
  func shows(_ memory: MoveMemory, at site: inout Worksite) async throws -> Bool {
    let snapshot = try await site.link.snapshot(of: [site.desired(change)])
    return memory.isState(of: try openChange(site, on: snapshot)?.fields ?? [])
  }

  private var setting: any Setting.Type {
    get throws {
      guard let setting = SettingCatalog.setting(change.setting) else {
        throw StepFailure(.refused, "this version of nvrctl has no setting \"\(change.setting)\"")
      }
      return setting
    }
  }

  /// What still differs for the item of this step.
  private func openChange(_ site: Worksite, on snapshot: DeviceSnapshot) throws -> SettingChange? {
    for finding in try setting.compare(site.desired(change), with: snapshot) {
      switch finding {
      case .change(let open) where open.wanted.item == change.wanted.item: return open
      case .impossible(let item, let paths, let reason) where item.item == change.wanted.item:
        throw StepFailure(
          .failed, "\(paths.joined(separator: ", ")): \(reason)", wayOut: "remove it from the manifest")
      // What was there to be changed, and is not there now, is in trouble and not off.
      case .notApplicable(let paths, let reason)
      where change.fields.contains { $0.before != nil && paths.contains($0.path) }:
        throw StepFailure(.failed, "\(paths.joined(separator: ", ")): \(reason)")
      default: continue
      }
    }
    return nil
  }
}

extension SettingChange {
  /// Which fields the device keeps otherwise.
  var keptDifferently: String {
    let parts = fields.map { field in
      let name = LiveFields.name(field.path, item: wanted.item)
      return switch (field.before, field.after) {
      case (let live?, let after?): "\(name) is \"\(live)\", not \"\(after)\""
      case (let live?, nil): "\(name) is still \"\(live)\""
      case (nil, let after): "\(name) is not there\(after.map { ", wanted is \"\($0)\"" } ?? "")"
      }
    }
    return "the recorder keeps something else: " + parts.joined(separator: "; ")
  }
}
