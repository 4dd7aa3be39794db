import Testing

/// A text as somebody may give it to a device, who wants to be obeyed by the terminal of whoever looks at it.
package struct HostileText: Sendable, CustomTestStringConvertible {
  package let name: String
  package let text: String

  package var testDescription: String { name }

  private init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  /// Whether a device can say it in XML at all (XML 1.0, 2.2).
  package var isXML: Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\t" || $0 == "\n" || $0 == "\r" }
  }

  /// Whether a name in a document keeps it: line ends around and within names do not come back as they were.
  package var isOneLine: Bool { !text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" || $0 == "\t" } }

  /// Every kind that is known, each alone.
  package static let all = controls + escapes + directions + invisibles + lines + floods + markup

  private static let controls = [
    HostileText("NUL", "a\u{0}b"), HostileText("bell", "a\u{7}b"),
    HostileText("backspaces", "good\u{8}\u{8}\u{8}\u{8}evil"),
    HostileText("form feed", "a\u{C}b"), HostileText("vertical tab", "a\u{B}b"),
    HostileText("shift out", "a\u{E}b\u{F}"),
    HostileText("DEL", "a\u{7F}b"), HostileText("tab", "a\tb"), HostileText("cancel", "a\u{18}b\u{1A}c"),
  ]

  private static let escapes = [
    HostileText("colour", "\u{1B}[31mred\u{1B}[0m"),
    HostileText("colour of the palette", "\u{1B}[1;31m! all well\u{1B}[0m"),
    HostileText("concealed", "\u{1B}[8mhidden"), HostileText("clear screen", "\u{1B}[2J\u{1B}[H"),
    HostileText("cursor up", "x\u{1B}[3A\u{1B}[2Kdone"), HostileText("title", "\u{1B}]0;owned\u{7}"),
    HostileText("link", "\u{1B}]8;;http://evil.example\u{1B}\\here\u{1B}]8;;\u{1B}\\"),
    HostileText("clipboard", "\u{1B}]52;c;cm0gLXJm\u{7}"), HostileText("device control", "\u{1B}P+q544e\u{1B}\\"),
    HostileText("answerback", "\u{1B}[c\u{1B}[6n\u{5}"), HostileText("C1 sequence", "\u{9B}31mred\u{9B}0m"),
    HostileText("C1 title", "\u{9D}0;owned\u{9C}"), HostileText("C1 next line", "a\u{85}b"),
    HostileText("charset", "\u{1B}(0lqqk\u{1B}(B"), HostileText("lone escape", "end\u{1B}"),
    HostileText("reset", "\u{1B}c"), HostileText("bracketed paste", "\u{1B}[201~rm -r /"),
  ]

  private static let directions = [
    HostileText("override", "nvr\u{202E}1-rvn"), HostileText("embedding", "\u{202B}a\u{202C}"),
    HostileText("isolates", "\u{2067}a\u{2069}\u{2066}b\u{2069}\u{2068}c\u{2069}"),
    HostileText("marks", "a\u{200E}b\u{200F}c\u{61C}d"), HostileText("unclosed override", "\u{202D}"),
    HostileText("deprecated format", "a\u{206A}b\u{206F}"),
  ]

  private static let invisibles = [
    HostileText("zero width space", "ga\u{200B}te"), HostileText("joiners", "ga\u{200D}te\u{200C}"),
    HostileText("word joiner", "ga\u{2060}te\u{2063}"), HostileText("byte order mark", "\u{FEFF}gate"),
    HostileText("soft hyphen", "ga\u{AD}te"), HostileText("tags", "flag\u{E0001}\u{E0067}\u{E0062}\u{E007F}"),
    HostileText("variation selectors", "a\u{E0100}\u{E0101}\u{E01EF}"),
    HostileText("fillers", "a\u{3164}\u{115F}\u{FFA0}b"),
    HostileText("grapheme joiner", "a\u{34F}b"), HostileText("vowel separator", "a\u{180E}b"),
    HostileText("musical format", "a\u{1D173}b"), HostileText("annotation", "\u{FFF9}a\u{FFFA}b\u{FFFB}"),
  ]

  /// Lines that claim to be said by the tool; `forged` is what none of its lines may begin with.
  package static let forged = "FORGED"

  private static let lines = [
    HostileText("line feed", "a\n\(forged) 0 to destroy"), HostileText("carriage return", "a\r\(forged)"),
    HostileText("both", "a\r\n\(forged)"), HostileText("line separator", "a\u{2028}\(forged)"),
    HostileText("paragraph separator", "a\u{2029}\(forged)"),
  ]

  private static let floods = [
    HostileText("pile of marks", "a" + String(repeating: "\u{301}\u{327}", count: 400)),
    HostileText("marks alone", String(repeating: "\u{489}", count: 90)),
    HostileText("long word", String(repeating: "W", count: 5_000)),
    HostileText("wide characters", String(repeating: "録画装置", count: 60)),
    HostileText("family", String(repeating: "👨\u{200D}👩\u{200D}👧", count: 30)),
    HostileText("spaces", "a" + String(repeating: " ", count: 300) + "b"),
  ]

  private static let markup = [
    HostileText("HTML", "<script>alert(1)</script>"), HostileText("attribute", "\" onload=\"x"),
    HostileText("table", "a | b |\\| c"), HostileText("fence", "```sh```"),
    HostileText("shell", "$(reboot) `reboot` ; reboot"),
    HostileText("workflow command", "::error::done"), HostileText("format", "%s%n\\(x)"),
  ]
}
