import Diagnostics

/// Node trees as YAML text in block style, one scalar a line.
package struct BlockText: Sendable {
  /// A word behind a line, given the path of keys and the node; nil for none.
  package typealias Remark = @Sendable (_ path: [String], _ node: Node) -> String?

  private let remark: Remark
  /// The column at which remarks begin where the line is short enough.
  private let remarkColumn: Int

  package init(remarkColumn: Int = 44, remark: @escaping Remark = { _, _ in nil }) {
    self.remarkColumn = remarkColumn
    self.remark = remark
  }

  /// The text of a tree, with a newline at its end.
  package func text(of node: Node) -> String {
    lines(of: node, path: [], indent: 0).map { $0 + "\n" }.joined()
  }

  private func lines(of node: Node, path: [String], indent: Int) -> [String] {
    let blank = String(repeating: " ", count: indent)
    switch node.content {
    case .scalar, .sequence([]), .mapping([]): return [remarked(blank + (inline(node) ?? ""), path, node)]
    case .sequence(let items):
      return items.flatMap { item -> [String] in
        var lines = lines(of: item, path: path, indent: indent + 2)
        lines[0] = blank + "- " + lines[0].dropFirst(indent + 2)
        return lines
      }
    case .mapping(let entries):
      return entries.flatMap { entry -> [String] in
        let key = blank + Node.Scalar.written(entry.name) + ":"
        let path = path + [entry.name]
        if let value = inline(entry.value) { return [remarked(key + " " + value, path, entry.value)] }
        return [key] + lines(of: entry.value, path: path, indent: indent + 2)
      }
    }
  }

  /// What stands behind a key on its line, nil for what takes lines of its own.
  private func inline(_ node: Node) -> String? {
    switch node.content {
    case .scalar(let scalar): scalar.written
    case .sequence(let items): items.isEmpty ? "[]" : nil
    case .mapping(let entries): entries.isEmpty ? "{}" : nil
    }
  }

  private func remarked(_ line: String, _ path: [String], _ node: Node) -> String {
    guard let remark = remark(path, node) else { return line }
    return line + String(repeating: " ", count: max(2, remarkColumn - line.count)) + "# " + remark
  }
}

extension Node.Scalar {
  /// The scalar so that it reads back as it was: plain where it was plain, else in quotes where it must be.
  package var written: String {
    style == .plain ? text : Self.written(text)
  }

  /// Text so that it reads back as text: plain where that is safe, else in double quotes.
  package static func written(_ text: String) -> String {
    isSafePlain(text) ? text : quoted(text)
  }

  /// Words that readers of YAML 1.1 take for truth values.
  private static let olderBooleans: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n"]

  private static func isSafePlain(_ text: String) -> Bool {
    let scalar = Node.Scalar(text)
    guard scalar.meaning == .text(text), !scalar.looksLikeNumber, Double(text) == nil,
      !olderBooleans.contains(text.lowercased())
    else {
      return false
    }
    guard let first = text.unicodeScalars.first,
      first.properties.isAlphabetic || ("0"..."9").contains(first) || first == "/"
    else { return false }
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        ? scalar.value > 0x20 && scalar.value < 0x7F && !"\"'#{}[],&*!|>%@`".unicodeScalars.contains(scalar)
          || scalar == " "
        : scalar.properties.isAlphabetic && !InertText.isActive(scalar)
    }
    return isPlain && !text.contains(": ") && !text.hasSuffix(":") && !text.hasSuffix(" ")
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
      case _ where !scalar.isASCII && (!scalar.properties.isAlphabetic || InertText.isActive(scalar)):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
