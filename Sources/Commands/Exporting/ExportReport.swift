import Manifest

/// What an export has to say beside the manifest.
struct ExportReport {
  var export: ManifestExport
  var recorders: Int
  /// nil where no device was asked.
  var traffic: Traffic?

  /// What was read, what was left out, and what is to be supplied before a plan can be made.
  var notes: String {
    let count = export.omissions.reduce(0) { $0 + OmissionWords.lines(of: $1.omissions).count }
    var text =
      "\(Count.of(recorders, "recorder")), \(Count.of(export.settingCount, "setting")), \(count) left out.  "
      + "\(asked)\n"
    if count > 0 { text += "What was left out, and why, stands in the comment at the top.\n" }
    if !export.variables.isEmpty {
      text += "Secrets to be supplied before an apply: \(Count.of(export.variables.count, "variable")), "
      text += "listed there too.\n"
    }
    return text
  }

  private var asked: String {
    guard let traffic else { return "No device contacted." }
    let counts = [
      Count.of(traffic.reads, "read"), Count.of(traffic.writes, "write"), Count.of(traffic.logins, "login"),
    ]
    return counts.joined(separator: ", ") + "."
  }
}
