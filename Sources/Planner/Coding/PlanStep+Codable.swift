import Diagnostics
import Settings

extension PlanStep: Codable {
  private enum CodingKeys: String, CodingKey {
    case number = "id"
    case name, action
    case effect = "class"
    case path, change, before, after, why, source, dependsOn, requests, resolver, proof, undo, expectedSeconds
  }

  private enum ReasonKeys: CodingKey {
    case code, text
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let action = try container.decode(String.self, forKey: .action)
    let change = try container.decodeIfPresent(SettingChange.self, forKey: .change)
    guard let act = Act(word: action, change: change) else {
      throw DecodingError.dataCorruptedError(
        forKey: .action, in: container, debugDescription: "no step does \"\(action)\"")
    }
    let source = try container.decodeIfPresent(StepSource.self, forKey: .source)
    self.init(
      number: try container.decode(Int.self, forKey: .number), name: try container.decode(String.self, forKey: .name),
      act: act, effect: try container.decode(Effect.self, forKey: .effect),
      reason: try container.nestedContainer(keyedBy: ReasonKeys.self, forKey: .why)
        .decode(Reason.self, forKey: .code),
      source: source?.range, layer: source?.layer ?? "",
      requests: try container.decode([String].self, forKey: .requests),
      dependsOn: try container.decode([Int].self, forKey: .dependsOn),
      undo: try container.decode(String.self, forKey: .undo),
      expectedSeconds: try container.decode(Int.self, forKey: .expectedSeconds))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(number, forKey: .number)
    try container.encode(name, forKey: .name)
    try container.encode(act.word, forKey: .action)
    try container.encode(effect, forKey: .effect)
    if let change = act.change {
      try container.encode(change.path, forKey: .path)
      try container.encode(change, forKey: .change)
      try container.encode(change.before, forKey: .before)
      try container.encode(change.after, forKey: .after)
    }
    var why = container.nestedContainer(keyedBy: ReasonKeys.self, forKey: .why)
    try why.encode(reason, forKey: .code)
    try why.encode(reason.text, forKey: .text)
    try container.encodeIfPresent(source.map { StepSource(range: $0, layer: layer) }, forKey: .source)
    try container.encode(dependsOn, forKey: .dependsOn)
    try container.encode(requests, forKey: .requests)
    try container.encode(act.resolver, forKey: .resolver)
    try container.encode(act.proof, forKey: .proof)
    try container.encode(undo, forKey: .undo)
    try container.encode(expectedSeconds, forKey: .expectedSeconds)
  }
}

extension SettingChange {
  fileprivate var path: String { SettingCatalog.setting(setting)?.path(of: wanted.item) ?? setting }

  fileprivate var before: [String: String?] {
    Dictionary(fields.map { ($0.path, $0.before) }) { first, _ in first }
  }

  fileprivate var after: [String: DesiredValue?] {
    Dictionary(fields.map { ($0.path, wanted[$0.path]?.value ?? $0.after.map(DesiredValue.text)) }) { first, _ in first
    }
  }
}

/// Where the value that asked for a step was written, and the layer that won.
private struct StepSource: Codable {
  var file: String
  var line: Int
  var column: Int
  var endLine: Int
  var endColumn: Int
  var layer: String

  init(range: SourceRange, layer: String) {
    file = range.file
    line = range.start.line
    column = range.start.column
    endLine = range.end.line
    endColumn = range.end.column
    self.layer = layer
  }

  var range: SourceRange {
    SourceRange(
      file: file, start: SourcePosition(line: line, column: column),
      end: SourcePosition(line: endLine, column: endColumn))
  }
}
