package import FoundationEssentials
package import ISAPI
import Settings

/// A log entry with the moment its wall clock time means.
package struct DatedLogEntry: Sendable, Hashable {
  package var entry: LogEntry
  package var date: Date

  package init(_ entry: LogEntry, at date: Date) {
    self.entry = entry
    self.date = date
  }
}

/// What a recorder's own log says of the time since the last apply.
package struct DriftLog: Sendable, Hashable {
  package var reach: Reach
  /// The entries since the last apply, oldest first.
  package var entries: [DatedLogEntry]

  /// How much of that time it tells of.
  package enum Reach: String, Sendable, Hashable, Codable {
    /// It has entries of the last apply itself, so that nothing behind it is missing.
    case complete
    /// It was wiped, or its oldest entries have gone.
    case doesNotReachBack
    /// There is more than was read.
    case cutShort
    /// It has nothing, not even the login that asked for it.
    case empty
    /// The recorder does not let it be searched.
    case refused
    /// Nobody asked: nothing differs, there is no last apply, or it was not wanted.
    case notAsked
  }

  package init(_ reach: Reach, entries: [DatedLogEntry] = []) {
    self.reach = reach
    self.entries = entries
  }

  /// Sorts what was found around the last apply: what is older only shows how far back the log reaches.
  ///
  /// `ownHost` is this machine as the recorder sees it.
  package init(
    of found: [DatedLogEntry], isCutShort: Bool, since last: LastApply, until now: Date, ownHost: String?
  ) {
    let end = last.ended.addingTimeInterval(Self.slack)
    // What a run wrote before it set the clock stands in the log under another time.
    let shifted = last.began.addingTimeInterval(Self.leastShift)...last.ended.addingTimeInterval(Self.widestShift)
    func isOfRun(_ entry: DatedLogEntry) -> Bool {
      last.setsClock && shifted.contains(entry.date)
        && entry.entry.username == last.plan.target.account.username
        && (ownHost == nil || entry.entry.address == ownHost)
    }
    let reachesBack = found.contains { $0.date <= end || isOfRun($0) }
    let latest = now.addingTimeInterval(Self.slack)
    entries = found.filter { $0.date > end && $0.date <= latest && !isOfRun($0) }.sorted { $0.date < $1.date }
    reach = found.isEmpty ? .empty : isCutShort ? .cutShort : reachesBack ? .complete : .doesNotReachBack
  }

  /// Recorders write whole seconds, so that the last writes of a run may seem to come behind it.
  private static let slack = 2.0
  /// From one zone to the next, which are a quarter of an hour apart at least.
  private static let leastShift = 14 * 60.0
  /// From one end of the world to the other.
  private static let widestShift = 26 * 3600.0

  /// Who likely changed something of a setting.
  func cause(of change: LogSubject) -> DriftCause? {
    let fitting = change.fitting(entries)
    guard let first = fitting.first, let last = fitting.last else { return nil }
    let authors = Set(fitting.map { Author($0.entry) })
    var cause = DriftCause(last.entry.isReset ? .reset : last.entry.isLocal ? .localChange : .remoteChange)
    cause.entry = last
    cause.earliest = reach == .complete ? first.date : nil
    cause.others = authors.count - 1
    return cause
  }

  private struct Author: Hashable {
    var username: String
    var address: String

    init(_ entry: LogEntry) { (username, address) = (entry.username, entry.address) }
  }
}

/// What a log entry would have to be about.
struct LogSubject {
  /// The words one of which the minor type of a telling entry holds (isapi.md 3.9).
  var words: [String]

  /// What recorders call an act on something of a setting.
  init(setting: String, _ act: Act) {
    let section = SettingCatalog.setting(setting)?.section
    words =
      switch (section, act) {
      case (.accounts, _): ["user"]
      case (.cameras, .coming): ["addipc"]
      case (.cameras, .going): ["delipc"]
      case (.cameras, .changing), (.recording, _): ["setipc"]
      case (.network, _): ["netcard"]
      case (.device, _), (.time, _), (.services, _), (.access, _), (nil, _): []
      }
  }

  /// What became of an item.
  enum Act {
    case coming
    case going
    case changing
  }

  /// The entries that tell of it, logins aside; those that tell of any configuration at all where none does.
  func fitting(_ entries: [DatedLogEntry]) -> [DatedLogEntry] {
    func having(_ words: [String]) -> [DatedLogEntry] {
      entries.filter { entry in
        let kind = entry.entry.kind.lowercased()
        return !kind.contains("log") && words.contains { kind.contains($0) }
      }
    }
    let own = having(words)
    return own.isEmpty ? having(Self.general) : own
  }

  /// Parameters, an imported configuration, restored defaults, another firmware.
  private static let general = ["cfgparam", "uploadcfg", "default", "upgrade"]
}

extension LogEntry {
  /// Whether it tells of restored defaults, as `remoteFactoryDefault` does.
  fileprivate var isReset: Bool { kind.lowercased().contains("default") }
}
