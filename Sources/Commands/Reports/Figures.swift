/// Numbers with their nouns.
enum Count {
  /// `1 file`, `2 files`.
  static func of(_ number: Int, _ noun: String) -> String { number == 1 ? "1 \(noun)" : "\(number) \(noun)s" }
}

/// Durations as people read them.
enum Figure {
  /// Hundredths below a second, tenths below ten, then whole seconds and minutes: `0.01 s`, `3.2 s`, `4m 01s`.
  static func seconds(_ seconds: Double) -> String {
    if seconds < 1 { return decimal(seconds, places: 2) + " s" }
    if seconds < 10 { return decimal(seconds, places: 1) + " s" }
    return wholeSeconds(seconds)
  }

  /// Whole seconds, then minutes: `3 s`, `4m 01s`.
  static func wholeSeconds(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    let rest = whole % 60
    return "\(whole / 60)m \(rest < 10 ? "0" : "")\(rest)s"
  }

  private static func decimal(_ value: Double, places: Int) -> String {
    let factor = places == 2 ? 100 : 10
    let scaled = Int((value * Double(factor)).rounded())
    let rest = String(scaled % factor)
    return "\(scaled / factor)." + String(repeating: "0", count: places - rest.count) + rest
  }
}

/// Arguments as they are typed in a shell.
enum ShellWords {
  /// The words, each quoted where a shell would take it apart.
  static func text(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  private static func quoted(_ word: String) -> String {
    let isPlain = !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "-_./:=,+@%".contains($0) }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
