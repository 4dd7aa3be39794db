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
  private var before: DeviceSnapshot?
  private var waitsForRestart = false
  /// Where the connection went on before the ports were written.
  private var addressBefore: DeviceAddress?

  init(_ change: SettingChange) { self.change = change }

  mutating func look(at site: inout Worksite) async throws -> Look {
    let snapshot = try await site.link.snapshot(of: [site.desired(change)])
    before = snapshot
    open = try openChange(site, on: snapshot)
    guard let open else { return .asWanted(facts: ["as wanted already"]) }
    requests = try setting.requests(for: open, on: snapshot, secrets: site.secrets)
    return .toDo(requests.map(PlannedWrite.init))
  }

  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult {
    let sent = await site.send(requests[index])
    if sent.needsRestart {
      waitsForRestart = true
      site.memory.isRestartDue = true
    }
    switch sent.result {
    case .accepted, .unanswered: await followPorts(requests[index], at: &site)
    case .busy, .refused: break
    }
    return sent.result
  }

  mutating func prove(at site: inout Worksite) async throws -> Proof {
    let snapshot = try await readBack(&site)
    guard let open = try openChange(site, on: snapshot) else {
      return .holds(facts: ["written and read back"])
    }
    // Before the restart the old value may still be shown; verification looks again behind it.
    if waitsForRestart { return .holds(facts: ["in effect after the restart"]) }
    return .differs(StepFailure(.failed, open.keptDifferently, wayOut: "compare the value with what the model allows"))
  }

  /// Reads at the new port, or at the old one where the recorder is still there.
  private mutating func readBack(_ site: inout Worksite) async throws -> DeviceSnapshot {
    do {
      return try await site.link.snapshot(of: [site.desired(change)])
    } catch let error as TransportError {
      guard let old = addressBefore else { throw error }
      addressBefore = nil
      await site.link.move(to: old)
      return try await site.link.snapshot(of: [site.desired(change)])
    }
  }

  private var setting: any Setting.Type {
    get throws {
      guard let setting = SettingCatalog.setting(change.setting) else {
        throw StepFailure(.refused, "this version of nvrctl has no setting \"\(change.setting)\"", wayOut: "plan again")
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
          .failed, "\(paths.joined(separator: ", ")): \(reason)", wayOut: "remove it from the manifest, and plan again")
      default: continue
      }
    }
    return nil
  }

  /// Goes on at the new port when the ports were written and the connection used the old one.
  ///
  /// Where they wait for a restart, it goes on there behind it (isapi.md 6.6).
  private mutating func followPorts(_ request: Request, at site: inout Worksite) async {
    guard request.endpoint.path.hasPrefix(WebPorts.endpoint.path), let live = before?[WebPorts.endpoint]?.root,
      let written = try? XMLDocument(parsing: request.body).root
    else { return }
    let next = WebPorts(live).following(site.link.address, to: WebPorts(written))
    guard next != site.link.address else { return }
    if waitsForRestart {
      site.memory.addressBehindRestart = next
    } else {
      addressBefore = site.link.address
      await site.link.move(to: next)
    }
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
