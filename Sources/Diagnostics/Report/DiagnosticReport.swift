/// Draws diagnostics for people: code, place, the line itself with a caret, and advice.
///
/// ```text
/// error[NVR0107]: unknown key "gatway"
///   --> sites/riverside/nvr-1.yaml:19:7
///    |
/// 19 |       gatway: 10.20.30.1
///    |       ^^^^^^ did you mean "gateway"?
///    |
///    = allowed here: address, dns, gateway, mtu
/// ```
package struct DiagnosticReport: Sendable {
  /// The columns a drawn line may take.
  package var width: Int
  /// How parts of the text are set apart.
  package var palette: Palette
  private let lines: [String: SourceLines]

  package init(sources: [SourceFile], width: Int = 80, palette: Palette = .plain) {
    self.width = width
    self.palette = palette
    lines = Dictionary(sources.map { ($0.name, SourceLines($0.text)) }) { first, _ in first }
  }

  /// All diagnostics, an empty line behind each, without the summary.
  package func text(of diagnostics: [Diagnostic]) -> String {
    diagnostics.map { text(of: $0) + "\n" }.joined()
  }

  /// One diagnostic, with a newline at its end.
  package func text(of diagnostic: Diagnostic) -> String {
    let shown = diagnostic.range.flatMap { snippet(of: diagnostic, at: $0) }
    let gutter = shown?.gutter ?? 2
    var drawn = header(of: diagnostic)
    if let range = diagnostic.range {
      let place = InertText.of(range.file) + ":\(range.start.line):\(range.start.column)"
      drawn.append(String(repeating: " ", count: gutter) + palette.dim("--> ") + place)
    }
    if let shown { drawn += shown.lines(width: width, palette: palette) }
    let hints = advice(of: diagnostic, besides: shown)
    if shown != nil, !hints.isEmpty { drawn.append(String(repeating: " ", count: gutter + 1) + palette.dim("|")) }
    for hint in hints { drawn += wrapped(hint, gutter: gutter) }
    return drawn.joined(separator: "\n") + "\n"
  }

  private func header(of diagnostic: Diagnostic) -> [String] {
    let mark = "\(diagnostic.severity.rawValue)[\(diagnostic.code.text)]"
    var lines = WrappedText.lines(of: "\(mark): " + InertText.of(diagnostic.message), width: width - 2)
    lines[0] = palette.severity(diagnostic.severity, mark) + lines[0].dropFirst(mark.count)
    return [lines[0]] + lines.dropFirst().map { "  " + $0 }
  }

  private func snippet(of diagnostic: Diagnostic, at range: SourceRange) -> Snippet? {
    guard let lines = lines[range.file], let line = lines[range.start.line] else { return nil }
    var snippet = Snippet(severity: diagnostic.severity, label: diagnostic.label.map(InertText.of) ?? "")
    snippet.add(line, at: range, hidden: diagnostic.hidesText)
    for place in diagnostic.related where place.range.file == range.file {
      guard place.range.start.line != range.start.line, let line = lines[place.range.start.line] else { continue }
      snippet.add(line, at: place.range, label: InertText.of(place.text))
    }
    return snippet
  }

  /// The lines behind `=`: places the snippet does not show, then the help.
  private func advice(of diagnostic: Diagnostic, besides snippet: Snippet?) -> [String] {
    let label = snippet.map { $0.showsLabel(width: width) ? nil : diagnostic.label } ?? diagnostic.label
    let places = diagnostic.related.filter { snippet?.shows($0.range) != true }.map { place in
      "\(place.text)  (\(place.range.file):\(place.range.start.line):\(place.range.start.column))"
    }
    return [label].compactMap(\.self) + places + diagnostic.help
  }

  private func wrapped(_ line: String, gutter: Int) -> [String] {
    let indent = String(repeating: " ", count: gutter + 1)
    let parts = WrappedText.lines(of: InertText.of(line), width: width - gutter - 3)
    return parts.enumerated().map { index, part in indent + (index == 0 ? palette.dim("= ") : "  ") + part }
  }
}
