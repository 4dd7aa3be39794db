import FoundationEssentials
import Settings

/// What footage a recorder holds, in words.
enum FootageWords {
  /// Such as `2026-05-02 .. 2026-11-25, 2 disks, 1.6 TB`.
  static func text(_ survey: ResetSurvey, now: Date) -> String {
    let span = survey.oldestFootage.map { "\(day($0)) .. \(day(now))" }
    guard let storage = survey.storage else { return span ?? "how much is not known" }
    if storage.disks == 0 { return "no disk seen" }
    let disks = storage.disks == 1 ? "1 disk" : "\(storage.disks) disks"
    return [span, disks, DiskSize.text(ofMebibytes: storage.used)].compactMap(\.self).joined(separator: ", ")
  }

  private static func day(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle().year().month().day())
  }
}
