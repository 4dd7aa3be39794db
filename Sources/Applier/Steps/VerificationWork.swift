import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings
import XML

/// Reads everything again and compares it with the declaration.
struct VerificationWork: ReadingWork {
  /// How long cameras may take to connect (isapi.md 11.1).
  private static let cameraLimit = 60.0
  /// How long a clock may take to be set by its server.
  private static let clockLimit = 90.0

  mutating func look(at site: inout Worksite) async throws -> Look {
    let settings = site.plan.settings
    let snapshot = try await site.link.snapshot(of: settings)
    let lacking = site.plan.mode == .provision ? nil : Set(site.plan.notApplicable.flatMap(\.paths))
    let open = settings.flatMap { desired in
      (SettingCatalog.setting(desired.setting)?.compare(desired, with: snapshot) ?? []).compactMap {
        Self.difference($0, lacking: lacking)
      }
    }
    guard open.isEmpty else {
      return .failed(
        StepFailure(.notVerified, open.joined(separator: "; ")))
    }
    var facts = ["\(settings.flatMap(\.items).map(\.fields.count).reduce(0, +)) values as declared"]
    if let limit = site.plan.target.verification.clockOffset {
      facts.append(try await waitForClock(&site, within: limit, first: snapshot))
    }
    if site.plan.target.verification.camerasOnline {
      facts.append(try await waitForCameras(&site, on: snapshot))
    }
    let unseen = site.plan.target.verification.unseen
    if !unseen.isEmpty { facts.append("not looked at: " + unseen.joined(separator: ", ")) }
    return .asWanted(facts: facts)
  }

  /// What is not as declared, nil where all of a finding is.
  ///
  /// What the recorder is known to lack is as good as off; nil where nobody has seen it before.
  private static func difference(_ finding: SettingFinding, lacking: Set<String>?) -> String? {
    switch finding {
    case .change(let change) where change.setting == Cameras.key && change.action == .rotate:
      "channel \(change.wanted.item ?? ""): the camera refuses the declared user name or password"
    case .change(let change): change.keptDifferently
    case .impossible(let item, let paths, let reason):
      paths.map { LiveFields.name($0, item: item.item) }.joined(separator: ", ") + ": " + reason
    case .notApplicable(let paths, let reason):
      lacking.map { !$0.isSuperset(of: paths) } ?? false ? "\(paths.joined(separator: ", ")): \(reason)" : nil
    case .same, .unmanaged, .remark: nil
    }
  }

  /// Every declared camera, or those that stay offline with the reason of each.
  private func waitForCameras(_ site: inout Worksite, on snapshot: DeviceSnapshot) async throws -> String {
    let declared = Set(
      site.plan.settings.filter { $0.setting == Cameras.key }.flatMap(\.items)
        .filter { Cameras.hasNetwork($0, on: snapshot) }.compactMap(\.item))
    let wait = CameraWait(channels: declared, limit: Self.cameraLimit) { $0?.isOnline != true }
    let states = try await wait.states(at: &site) ?? [:]
    let offline = declared.filter { states[$0]?.isOnline != true }
    if offline.isEmpty { return declared.count == 1 ? "1 camera online" : "\(declared.count) cameras online" }
    let reasons = CameraWait.sorted(offline).map { channel in
      "channel \(channel): \(states[channel]?.reason ?? "the recorder tells nothing of it")"
    }
    throw StepFailure(
      .notVerified, "offline after \(Int(Self.cameraLimit)) s: " + reasons.joined(separator: "; "),
      wayOut: "check cable, address and password of these cameras")
  }

  /// Looks at the clock, and gives its server a while where it has one.
  private func waitForClock(
    _ site: inout Worksite, within limit: Double, first: DeviceSnapshot
  ) async throws -> String {
    let start = site.clock.now
    var snapshot = first.timeRead == nil ? try await site.link.snapshot(of: [], also: [.time]) : first
    while true {
      guard let offset = ClockOffset(on: snapshot) else {
        throw StepFailure(
          .notVerified, "the clock cannot be read, so nobody knows how far it is off",
          wayOut: "see what the recorder shows as its time and zone")
      }
      guard offset.exceeds(limit) else {
        let words = offset.exceeds(0) ? offset.words : "not seen to be off"
        return "clock \(words), within \(ClockOffset.words(limit))"
      }
      let seconds = site.seconds(since: start)
      let hasServer = snapshot[.time]?.root.subject(named: Clock.subject)?.text(at: "timeMode") != "manual"
      guard hasServer, seconds < Self.clockLimit else {
        throw StepFailure(
          .notVerified, "the clock is \(offset.words), and \(ClockOffset.words(limit)) are allowed",
          wayOut: hasServer
            ? "check that the recorder reaches its time server, and its zone"
            : "declare  time: {mode: manual}  to set it")
      }
      site.showWaiting(
        Waiting(
          purpose: "waiting for the clock, which is \(offset.words)", seconds: seconds, sightings: [], deadline: nil))
      try await site.rest(for: .seconds(10))
      snapshot = try await site.link.snapshot(of: [], also: [.time])
    }
  }
}

extension DeclaredVerification {
  /// What is asked for and takes longer than an apply; it is said, so that nobody takes it for seen.
  fileprivate var unseen: [String] {
    [burnIn.map { _ in "burn-in" }, recording ? "recording" : nil].compactMap(\.self)
  }
}
