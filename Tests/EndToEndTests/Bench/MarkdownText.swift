/// A Markdown text with its fenced blocks taken out, so that they can be run and put back.
struct MarkdownText: Sendable {
  /// A fenced block without its indentation.
  struct Block: Sendable {
    /// Such as `console`.
    var language: String
    /// What stands behind the language, such as the name of a bench.
    var argument: String
    var indent: String
    var lines: [String]
  }

  private enum Part: Sendable {
    case prose(String)
    case block(Int)
  }

  private var parts: [Part] = []
  var blocks: [Block] = []

  init(_ text: String) {
    var open: Block?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let indent = String(line.prefix { $0 == " " })
      let isFence = line.dropFirst(indent.count).hasPrefix("```")
      switch (open, isFence) {
      case (nil, true):
        let words = line.dropFirst(indent.count + 3).split(separator: " ").map(String.init)
        open = Block(
          language: words.first ?? "", argument: words.dropFirst().joined(separator: " "), indent: indent, lines: [])
      case (nil, false): parts.append(.prose(line))
      case (var block?, false):
        block.lines.append(line.hasPrefix(block.indent) ? String(line.dropFirst(block.indent.count)) : line)
        open = block
      case (let block?, true):
        parts.append(.block(blocks.count))
        blocks.append(block)
        open = nil
      }
    }
  }

  /// The whole text, blocks included.
  var text: String {
    parts.map { part in
      switch part {
      case .prose(let line): line
      case .block(let index): blocks[index].text
      }
    }.joined(separator: "\n")
  }

  /// The files that the text links to.
  var localLinks: [String] {
    text.split(separator: "](").dropFirst().compactMap { $0.split(separator: ")").first.map(String.init) }
      .filter { !$0.hasPrefix("http") && !$0.hasPrefix("#") }
  }
}

extension MarkdownText.Block {
  fileprivate var text: String {
    let info = argument.isEmpty ? language : "\(language) \(argument)"
    let inside = lines.map { $0.isEmpty ? "" : indent + $0 }
    return ([indent + "```" + info] + inside + [indent + "```"]).joined(separator: "\n")
  }
}
