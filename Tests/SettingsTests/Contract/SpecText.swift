import Diagnostics
import Settings
import Testing
import YAML

/// A `spec` written for a test.
struct SpecText {
  let text: String

  init(_ text: String) { self.text = text }

  /// The spec that gives fields of one setting the values written for their paths; items of a list are named by
  /// `identity`.
  init(_ values: [(path: String, value: String)], identity: String? = nil) {
    let fields = values.map { path, value -> ([Substring], String) in
      guard let bracket = path.firstRange(of: "[].") else { return (path.split(separator: "."), value) }
      return (path[bracket.upperBound...].split(separator: "."), value)
    }
    let list = values.first?.path.firstRange(of: "[].").map { values[0].path[..<$0.lowerBound] }
    let body = Self.flow(fields)
    guard let list, let identity else {
      text = body
      return
    }
    text = "{\(list): [{\(identity), \(body.dropFirst())]}"
  }

  private static func flow(_ entries: [([Substring], String)]) -> String {
    var keys: [Substring] = []
    for key in entries.compactMap(\.0.first) where !keys.contains(key) { keys.append(key) }
    let parts = keys.map { key -> String in
      let below = entries.filter { $0.0.first == key }
      if let value = below.first(where: { $0.0.count == 1 }) { return "\(key): \(value.1)" }
      return "\(key): \(flow(below.map { (Array($0.0.dropFirst()), $0.1) }))"
    }
    return "{\(parts.joined(separator: ", "))}"
  }

  /// The root node.
  var node: Node {
    get throws {
      let stream = DocumentStream(parsing: Array(text.utf8), file: "test.yaml")
      try #require(stream.diagnostics.isEmpty, "\(text)")
      return try #require(stream.documents.first)
    }
  }

  /// What a setting makes of the spec, and what it says about it.
  func decoded(by setting: any Setting.Type) throws -> (desired: DesiredSetting?, diagnostics: [Diagnostic]) {
    var bag = DiagnosticBag()
    let desired = setting.decode(try node, into: &bag)
    return (desired, bag.sorted)
  }

  /// What a setting makes of a spec without mistakes.
  func desired(of setting: any Setting.Type) throws -> DesiredSetting {
    let (desired, diagnostics) = try decoded(by: setting)
    try #require(diagnostics.isEmpty, "\(text): \(diagnostics.map(\.message))")
    return try #require(desired, "\(text)")
  }
}
