import Diagnostics
import FoundationEssentials
import ISAPI
import Planner

/// How long ago something was, in words.
enum Age {
  /// Such as `9 days`, to the last whole unit: what has passed in any case.
  static func words(_ seconds: Double) -> String {
    let minutes = Int(max(0, seconds) / 60)
    if minutes < 1 { return "less than a minute" }
    if minutes < 120 { return Count.of(minutes, "minute") }
    if minutes < 48 * 60 { return Count.of(minutes / 60, "hour") }
    return Count.of(minutes / 1440, "day")
  }

  /// Such as `9 d`, to the next whole unit: what has not passed yet.
  static func bound(_ seconds: Double) -> String {
    let minutes = max(1, Int((seconds / 60).rounded(.up)))
    if minutes < 120 { return "\(minutes) min" }
    if minutes < 48 * 60 { return "\((minutes + 59) / 60) h" }
    return "\((minutes + 1439) / 1440) d"
  }
}

extension DriftCause {
  /// The cause in a few words.
  func words(_ reach: DriftLog.Reach) -> String {
    switch kind {
    case .localChange: "local change"
    case .remoteChange: "remote change"
    case .reset: "defaults restored"
    case .manifestChanged: "manifest changed"
    case .neverApplied: "never applied"
    case .unfinishedRun: "unfinished run"
    case .unexplained: reach == .complete ? "not in its log" : "not known"
    }
  }

  /// Who it was, where and when, by the recorder's log; nil where that tells nothing.
  var evidence: String? {
    guard let entry else { return nil }
    let who = entry.entry.username.isEmpty ? "" : "by \"\(InertText.of(entry.entry.username))\" "
    let address = InertText.of(entry.entry.address)
    let place = entry.entry.isLocal ? "at the recorder" : address.isEmpty ? "" : "from \(address)"
    let time = " at \(RunTime.full(entry.date)) UTC"
    let others = others == 0 ? "" : "; \(Count.of(others, "other")) could be meant too"
    return (who + place).trimmingSpaces + time + others
  }
}

extension String {
  fileprivate var trimmingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}

extension DriftLog.Reach {
  /// What must be known of the log before it is believed; nil where there is nothing to say.
  var caveat: String? {
    switch self {
    case .complete, .notAsked: nil
    case .doesNotReachBack: "the recorder's log does not reach back to the last apply: it may have been wiped"
    case .cutShort: "the recorder's log is longer than what was read"
    case .empty: "the recorder's log has no entries of this time, not even of this login"
    case .refused: "the recorder does not let its log be searched"
    }
  }
}

extension Drift {
  /// The counts in one sentence.
  var counts: String {
    let ofDevice = fields.count { $0.origin.isOfDevice }
    let ofManifest = fields.count { $0.origin == .manifest }
    let neverApplied = fields.count { $0.origin == .neverApplied }
    let new = unmanaged.count { $0.isNew == true }
    let pieces: [String?] = [
      "\(ofDevice) drifted", ofManifest == 0 ? nil : "\(ofManifest) changed in the manifest",
      neverApplied == 0 ? nil : "\(neverApplied) never applied", "\(sameCount) same",
      new == 0 ? nil : "\(new) new unmanaged", unmanaged.count == new ? nil : "\(unmanaged.count - new) left alone",
    ]
    return pieces.compactMap(\.self).joined(separator: ", ") + "."
  }
}
