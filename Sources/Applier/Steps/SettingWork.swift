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
  /// Whether something else was written than first planned.
  private var hasChangedCourse = false
  /// How long a camera may take to connect, in seconds; 15 are usual (isapi.md 7.2).
  private static let connectionLimit = 30.0

  init(_ change: SettingChange) { self.change = change }

  mutating func look(at site: inout Worksite) async throws -> Look {
    if change.action == .activate { site.link.forgetNeighbourhood() }
    var snapshot = try await site.link.snapshot(of: [site.desired(change)])
    if change.connectsCamera, let connecting = CameraWait.connecting(on: snapshot) {
      // A camera that came by itself shows only then which one it is (domain.md P03).
      let wait = CameraWait(channels: connecting, limit: Self.connectionLimit) { $0?.isConnecting ?? false }
      _ = try await wait.states(at: &site)
      snapshot = try await site.link.snapshot(of: [site.desired(change)])
    }
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
    if let refusal = sent.refusal, let course = await anotherCourse(after: refusal, at: &site) { return course }
    return sent.result
  }

  /// What to write instead where a camera came to the channel by itself between look and write (domain.md P03).
  private mutating func anotherCourse(after refusal: DeviceRefusal, at site: inout Worksite) async -> WriteResult? {
    let words = ["channeldeviceexist", "addduplicateipc"]
    let done = requests
    guard !hasChangedCourse, change.setting == Cameras.key, words.contains(refusal.subStatusCode.lowercased()),
      let look = try? await look(at: &site), case .toDo(let writes) = look, open?.action != .add
    else { return nil }
    hasChangedCourse = true
    requests = done + requests
    return .accepted(facts: [refusal.plainText, "a camera came to the channel meanwhile"], more: writes)
  }

  mutating func prove(at site: inout Worksite) async throws -> Proof {
    let connected = try await connection(at: &site)
    if change.action == .activate { site.link.forgetNeighbourhood() }
    let snapshot = try await site.link.snapshot(of: [site.desired(change)])
    guard let open = try openChange(site, on: snapshot) else {
      return .holds(facts: ["written and read back"] + connected)
    }
    // The document is as wanted; that the camera refuses what is in it is told by its state alone.
    if open.action == .rotate, open.setting == Cameras.key {
      guard change.action == .rotate else { return .holds(facts: ["written and read back"] + connected) }
      return .failed(
        StepFailure(
          .failed, "the camera refuses the declared password too; it was tried once",
          wayOut: "correct the password, or wait where the camera has locked the recorder out"))
    }
    // Before the restart the old value may still be shown; verification looks again behind it.
    if waitsForRestart { return .holds(facts: ["in effect after the restart"]) }
    return .differs(
      StepFailure(.failed, open.keptDifferently, wayOut: "compare the value with what the model allows"),
      isUntouched: open == found)
  }

  /// What came of the camera's connection, where the step is about one; it fails nothing, since verification tells.
  private func connection(at site: inout Worksite) async throws -> [String] {
    guard !waitsForRestart, let channel = change.wanted.item, open?.connectsCamera == true else { return [] }
    let wait = CameraWait(channels: [channel], limit: Self.connectionLimit) { $0?.isConnecting ?? true }
    do {
      guard let states = try await wait.states(at: &site), let state = states[channel] else { return [] }
      return [state.isOnline ? "the camera is online" : "the camera is offline: \(state.reason)"]
    } catch is StopAsked {
      return ["the camera was not waited for"]
    }
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
      case .change(let open)
      where open.wanted.item == change.wanted.item && (open.action == .activate) == (change.action == .activate):
        return open
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
    if let movedFrom, let channel = wanted.item {
      return "the recorder has the camera on channel \(movedFrom), not on channel \(channel)"
    }
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
