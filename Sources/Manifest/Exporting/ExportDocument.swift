import Diagnostics
import ISAPI
package import Settings
import XML
import YAML

/// One manifest of an export before it is text.
struct ExportDocument {
  var kind: ManifestKind
  var name: String
  /// The recorder it is about; nil for a profile.
  var recorder: ExportedRecorder?
  /// The profile it extends.
  var profile: String?
  var spec: Node
  var omissions: [Omission] = []
  var lacking: [Omission] = []
  var remarks: [String: String] = [:]

  /// The manifest, with no comment in it.
  var text: String { body(remark: { _, _ in nil }) }

  /// The manifest with a comment in front that tells what it is, what it needs and what it lacks.
  var commentedText: String {
    let remarks = remarks
    let comment = ExportComment(self).lines.map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
    return comment
      + body { path, node in
        let key = path.dropFirst().joined(separator: ".")
        let remark = remarks[key] ?? node.scalar.flatMap { remarks["\(key)=\($0.text)"] }
        return remark.map(ExportComment.inert)
      }
  }

  private func body(remark: @escaping BlockText.Remark) -> String {
    let envelope = Node.mapping([
      Node.Entry(name: "apiVersion", value: .text(EnvelopeReader.apiVersion)),
      Node.Entry(name: "kind", value: .text(kind.rawValue)),
      Node.Entry(name: "metadata", value: .mapping([Node.Entry(name: "name", value: .text(name))])),
      Node.Entry(name: "spec", value: spec),
    ])
    return BlockText(remark: remark).text(of: envelope)
  }
}

/// The comment in front of a manifest of an export.
struct ExportComment {
  private let document: ExportDocument

  init(_ document: ExportDocument) { self.document = document }

  private static let width = 100

  /// The lines without their marks.
  var lines: [String] {
    guard let recorder = document.recorder else {
      return Self.wrapped("What all recorders of this export have in common.", indent: "") + left
    }
    let identity = recorder.snapshot.identity
    let facts = [identity.model, identity.firmware, identity.firmwareReleased].filter { !$0.isEmpty }
    let places = recorder.file ?? recorder.addresses.map(\.written).joined(separator: ", ")
    return Self.wrapped("Exported from \(places): \(facts.joined(separator: " ")).", indent: "")
      + Self.wrapped(
        "It declares what nvrctl manages and the recorder has. Whatever else is set there is left alone.", indent: "")
      + secrets + disks + left
  }

  /// A comment that names what is not in the file at all; empty where nothing is missing.
  static func text(missing: [String]) -> String {
    if missing.isEmpty { return "" }
    let lines = ["Not in this file, because it could not be read:"] + missing.flatMap { wrapped($0, indent: "  ") }
    return lines.map { "# \($0)\n" }.joined() + "#\n"
  }

  /// Text that may hold that of a device, safe to stand behind a `#`.
  static func inert(_ text: String) -> String {
    var drawn = ""
    for scalar in InertText.of(text).unicodeScalars {
      let isPlain = scalar.isASCII || (scalar.properties.isAlphabetic && !InertText.isActive(scalar))
      drawn.unicodeScalars.append(isPlain ? scalar : "?")
    }
    return drawn
  }

  private static func wrapped(_ text: String, indent: String) -> [String] {
    WrappedText.lines(of: inert(text), width: width - indent.count - 2).enumerated()
      .map { $0 == 0 ? indent + $1 : indent + "  " + $1 }
  }

  private var secrets: [String] {
    let own = document.recorder.map { recorder in
      let source = recorder.file == nil ? ", as given" : ""
      return [(recorder.passwordVariable, "the password of \"\(recorder.username)\"\(source)")]
    }
    let others = document.spec.passwordVariables
    let lines = ((own ?? []) + others).flatMap { Self.wrapped("\($0): \($1)", indent: "  ") }
    return ["", "Secrets to be supplied in the environment; recorders do not show them:"] + lines
  }

  private var disks: [String] {
    guard let root = document.recorder?.snapshot[StorageReport.endpoint]?.root, let report = StorageReport(root) else {
      return []
    }
    return ["", "Disks, which nvrctl tells of and never formats:"]
      + report.lines.flatMap { Self.wrapped($0, indent: "  ") }
  }

  /// What the manifest does not tell, and what there is nothing to be told of.
  private var left: [String] {
    Self.list(of: document.omissions, under: "Left out:")
      + Self.list(of: document.lacking, under: "Not applicable:")
  }

  private static func list(of omissions: [Omission], under heading: String) -> [String] {
    if omissions.isEmpty { return [] }
    return ["", heading] + OmissionWords.lines(of: omissions).flatMap { wrapped($0, indent: "  ") }
  }
}

/// What was left out, in words: the same of several items in one line.
package enum OmissionWords {
  /// One line for each key and reason, in the order in which they were found.
  package static func lines(of omissions: [Omission]) -> [String] {
    var order: [Omission] = []
    var items: [Omission: [String]] = [:]
    for omission in omissions {
      let line = Omission(path: omission.path, reason: omission.reason)
      if items[line] == nil { order.append(line) }
      items[line, default: []] += [omission.item].compactMap(\.self)
    }
    return order.map { line in
      let path = line.path.isEmpty ? "everything of a setting" : line.path
      guard let names = items[line], !names.isEmpty else { return "\(path): \(line.reason)" }
      let kind = path.hasPrefix("cameras") ? "channel" : "user"
      return "\(path) of \(kind) \(names.joined(separator: ", ")): \(line.reason)"
    }
  }
}

extension Node {
  /// The variables for secrets, each with what it is for.
  fileprivate var passwordVariables: [(String, String)] {
    let items = [("users", "user"), ("cameras", "the camera on channel")].flatMap { list, words in
      (self[list]?.items ?? []).compactMap { item -> (String, String)? in
        guard let variable = item["password"]?.variable,
          let name = item[SettingCatalog.identities[list] ?? ""]?.scalar?.text
        else { return nil }
        return (variable, "the password of \(words) \(name)")
      }
    }
    return (self["services"]?.variables(below: "services") ?? []) + items
  }

  /// The variables of a tree without lists, each with the key it stands behind.
  private func variables(below path: String) -> [(String, String)] {
    if let variable { return [(variable, path)] }
    return (entries ?? []).flatMap { $0.value.variables(below: "\(path).\($0.name)") }
  }

  /// The variable that the node refers to.
  private var variable: String? { entries?.count == 1 ? self["env"]?.scalar?.text : nil }
}
