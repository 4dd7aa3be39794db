/// How much a disk holds, the way disks are sold; recorders count in MiB (isapi.md 7.9).
package enum DiskSize {
  /// Such as `2.0 TB`, with one digit behind the point.
  package static func text(ofMebibytes count: Int) -> String {
    let gigabytes = Double(count) * 1_048_576 / 1_000_000_000
    let (value, unit) = gigabytes < 1_000 ? (gigabytes, "GB") : (gigabytes / 1_000, "TB")
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(unit)"
  }
}
