import Diagnostics
import FoundationEssentials
import Planner

/// One line of drift in five columns, and who did it below (product.md B7).
struct DriftRow {
  var mark: PlanRow.Mark
  var name: String
  var declared: String
  var live: String
  var since: String
  var cause: String
  /// Who, where and when; nil where nobody knows.
  var evidence: String?

  /// The heading above the rows.
  static let heading = "  setting             declared      live          since     likely cause"

  private static let nameWidth = 18
  private static let valueWidth = 14
  private static let sinceWidth = 10
  private static let indent = 22
  /// The most lines that a value takes; all of it is in the JSON.
  private static let valueLines = 3

  /// The row as lines.
  func lines(width: Int, palette: Palette) -> [String] {
    let head = "  \(palette.mark(mark)) "
    let isNarrow = DisplayWidth.of(InertText.of(name)) < Self.nameWidth
    let cells = table(isNarrow ? InertText.of(name) : "", width: width)
    var lines = isNarrow ? [] : FittedText.lines(name, width: width - 4).map { "    " + $0 }
    lines += cells.map { "    " + $0 }
    if !lines.isEmpty { lines[0] = head + lines[0].dropFirst(4) }
    let below = evidence.map {
      FittedText.hanging($0, head: String(repeating: " ", count: Self.indent), width: width).map(palette.dim)
    }
    return lines + (below ?? [])
  }

  private func table(_ name: String, width: Int) -> [String] {
    let columns = [
      (FittedText.lines(name, width: Self.nameWidth), Self.nameWidth), (Self.value(declared), Self.valueWidth),
      (Self.value(live), Self.valueWidth), (FittedText.lines(since, width: Self.sinceWidth - 1), Self.sinceWidth),
      (FittedText.lines(cause, width: max(10, width - Self.indent - 2 * Self.valueWidth - Self.sinceWidth)), 0),
    ]
    return (0..<(columns.map(\.0.count).max() ?? 0)).map { index in
      let line = columns.map { FittedText.padded(index < $0.0.count ? $0.0[index] : "", to: $0.1) }.joined()
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  private static func value(_ text: String) -> [String] {
    let room = valueWidth - 1
    let lines = FittedText.lines(text, width: room)
    guard lines.count > valueLines, let last = lines.dropFirst(valueLines - 1).first else { return lines }
    return lines.prefix(valueLines - 1) + [FittedText.cut(last + "...", to: room)]
  }
}

extension DriftRow {
  /// The row of a value that is not as declared.
  init(_ field: DriftedField, of drift: Drift, at now: Date) {
    func shown(_ value: String?) -> String {
      value.map { FieldWords.value($0, at: field.field ?? "", of: field.setting) } ?? "(none)"
    }
    mark =
      switch field.kind {
      case .differs: .change
      case .missing: .remove
      case .surplus: .add
      case .secret: .secret
      }
    name = FieldWords.path(field.path)
    declared = field.kind == .missing ? "\"\(shown(field.declared))\"" : shown(field.declared)
    live = shown(field.live)
    since = field.origin.isOfDevice ? Self.since(field.cause, drift, now) : "-"
    cause = field.cause.words(drift.log.reach)
    let moved = field.origin == .both ? ["the manifest changed as well"] : []
    let evidence = ([field.cause.evidence].compactMap(\.self) + moved).joined(separator: "; ")
    self.evidence = evidence.isEmpty ? nil : evidence
  }

  /// The row of an item that no manifest names.
  init(_ item: UnmanagedItem, of drift: Drift, at now: Date) {
    mark = .add
    name = item.path
    declared = "(unmanaged)"
    live = InertText.of(item.summary)
    since = item.isNew == true ? Self.since(item.cause, drift, now) : "-"
    let words = item.isNew == true ? "new, left alone" : "not in the manifest"
    cause = item.cause.entry == nil ? words : "new, \(item.cause.words(drift.log.reach))"
    evidence = item.cause.evidence
  }

  private static func since(_ cause: DriftCause, _ drift: Drift, _ now: Date) -> String {
    if cause.isCertain, let entry = cause.entry {
      let age = Age.bound(now.timeIntervalSince(entry.date))
      return age == "1 min" ? "just now" : age
    }
    let after = cause.earliest ?? drift.last?.ended
    return after.map { "< " + Age.bound(now.timeIntervalSince($0)) } ?? "-"
  }
}
