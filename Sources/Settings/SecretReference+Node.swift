package import Diagnostics
package import Host
package import YAML

extension SecretReference {
  /// Reads `{env: NAME}`, `{file: path}` or `{exec: [argv]}`; a literal is never accepted (product.md D2.5).
  package init?(decoding node: Node, into bag: inout DiagnosticBag) {
    guard let entries = node.entries else {
      if node.scalar != nil {
        bag.report(.literalSecret(at: node.range))
      } else {
        bag.report(.notASecret(at: node.range))
      }
      return nil
    }
    guard let entry = entries.first, entries.count == 1 else {
      bag.report(.notASecret(at: node.range))
      return nil
    }
    switch entry.name {
    case "env":
      guard let name = entry.value.scalar?.text, Self.isVariableName(name) else {
        bag.report(.badSecretReference("\"env\" takes the name of an environment variable", at: entry.value.range))
        return nil
      }
      self = .environment(name)
    case "file":
      guard let path = entry.value.scalar?.text, !path.isEmpty else {
        bag.report(.badSecretReference("\"file\" takes a path", at: entry.value.range))
        return nil
      }
      self = .file(Self.path(path, besides: node.range.file))
    case "exec":
      let arguments = entry.value.items?.compactMap(\.scalar?.text) ?? []
      guard let items = entry.value.items, !items.isEmpty, arguments.count == items.count else {
        bag.report(
          .badSecretReference("\"exec\" takes a list: the program and its arguments", at: entry.value.range))
        return nil
      }
      self = .command(arguments)
    default:
      bag.report(.unknownSecretSource(entry.name, at: entry.nameRange))
      return nil
    }
  }

  /// A path written in a manifest, as seen from where nvrctl runs.
  private static func path(_ path: String, besides manifest: String) -> String {
    guard !path.hasPrefix("/"), let slash = manifest.lastIndex(of: "/") else { return path }
    return manifest[...slash] + path
  }

  private static func isVariableName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isAlphabetic else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}

extension Diagnostic {
  fileprivate static func literalSecret(at range: SourceRange) -> Self {
    .error(
      "NVR0305", "the password is written in the file", at: range, label: "a literal is never accepted",
      help: [
        "write instead:  {env: NAME}, {file: PATH} or {exec: [PROGRAM, ARGUMENT]}",
        "if the file was committed, the value is in the history now: change the password",
      ],
      hidesText: true)
  }

  fileprivate static func notASecret(at range: SourceRange) -> Self {
    .error(
      "NVR0306", "a secret is a mapping with exactly one of \"env\", \"file\" and \"exec\"", at: range,
      help: ["for example:  {env: RIVERSIDE_NVR_ADMIN}"], hidesText: true)
  }

  fileprivate static func badSecretReference(_ message: String, at range: SourceRange) -> Self {
    .error("NVR0307", message, at: range, help: ["for example:  {env: RIVERSIDE_NVR_ADMIN}"])
  }

  fileprivate static func unknownSecretSource(_ name: String, at range: SourceRange) -> Self {
    .error(
      "NVR0308", "unknown source of secrets \"\(name)\"", at: range, help: ["known are: env, file, exec"])
  }
}
