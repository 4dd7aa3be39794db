package import Diagnostics

extension Diagnostic {
  static func tooDeep(_ limit: Int, at range: SourceRange) -> Self {
    .error("NVR0006", "lists and mappings are nested more than \(limit) deep", at: range.firstCharacter)
  }

  static func tooMany(_ limit: Int, at range: SourceRange) -> Self {
    .error("NVR0007", "the file holds more than \(limit) values", at: range.firstCharacter)
  }

  static func duplicate(_ entry: Node.Entry, first: SourceRange) -> Self {
    .error(
      "NVR0008", "the key \"\(entry.name)\" is written twice", at: entry.nameRange, label: "again here",
      related: [Related(first, "first here")])
  }

  static func anchor(at range: SourceRange) -> Self {
    .error("NVR0009", "anchors are not accepted", at: range, help: ["put what several share into a Profile"])
  }

  static func alias(at range: SourceRange) -> Self {
    .error("NVR0010", "aliases are not accepted", at: range, help: ["put what several share into a Profile"])
  }

  static func mergeKey(at range: SourceRange) -> Self {
    .error("NVR0011", "merge keys are not accepted", at: range, help: ["put what several share into a Profile"])
  }

  static func tag(_ tag: String, at range: SourceRange) -> Self {
    .error("NVR0012", "tags are not accepted", at: range, label: "\"\(tag)\"", help: ["quote a value to make it text"])
  }

  static func keyIsNotText(at range: SourceRange) -> Self {
    .error("NVR0013", "a key must be plain text", at: range)
  }

  static func directive(at range: SourceRange) -> Self {
    .error("NVR0014", "directives are not accepted", at: range.firstCharacter, help: ["remove the line with \"%\""])
  }
}

extension SourceRange {
  /// The first character of a stretch.
  fileprivate var firstCharacter: Self { Self(file: file, at: start) }
}

/// The rules of the subset of YAML that manifests are written in.
package enum StrictSubset {
  /// What the codes of reading mean.
  package static let explanations =
    DocumentStream.explanations + CheckedText.explanations + CharacterScan.explanations + SyntaxProblem.explanations
    + [
      DiagnosticExplanation(
        "NVR0006", "nested too deep",
        "Lists and mappings may be nested 64 levels deep. No manifest needs more than ten; a deeper file was made "
          + "to exhaust its reader."),
      DiagnosticExplanation(
        "NVR0007", "too many values",
        "One file may hold at most 200 000 keys and values. Split it into one file for each recorder."),
      DiagnosticExplanation(
        "NVR0008", "key written twice",
        "YAML readers silently keep one of two equal keys, and not all keep the same one. Remove one of them."),
      DiagnosticExplanation(
        "NVR0009", "anchor",
        "An anchor (&name) lets one part of a file stand for another, so that a change in one line changes settings "
          + "far away. Values that several recorders share belong into a Profile, or into the defaults of a Site."),
      DiagnosticExplanation(
        "NVR0010", "alias",
        "An alias (*name) repeats an anchored part of the file. Values that several recorders share belong into a "
          + "Profile, or into the defaults of a Site."),
      DiagnosticExplanation(
        "NVR0011", "merge key",
        "The merge key (<<) belongs to YAML 1.1 and hides which keys a mapping has. Use a Profile and extends."),
      DiagnosticExplanation(
        "NVR0012", "tag",
        "A tag (!name) changes the type of a value away from what is written. Text that looks like a number or a "
          + "truth value is put in quotes instead."),
      DiagnosticExplanation(
        "NVR0013", "key is not text", "The keys of a manifest are words; a list or a mapping cannot be a key."),
      DiagnosticExplanation(
        "NVR0014", "directive",
        "Directives (%YAML, %TAG) change how the rest of a file is read. Manifests are always YAML 1.2; remove it."),
    ]
}
