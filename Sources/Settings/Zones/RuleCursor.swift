/// A place in a rule's text, for the two notations that share most of their grammar.
struct RuleCursor {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  /// Steps over a character when it is next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let next = rest.first, Unicode.Scalar(next) == character else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Steps over a word when it is next.
  mutating func take(word: String) -> Bool {
    guard rest.starts(with: word.utf8) else { return false }
    rest = rest.dropFirst(word.utf8.count)
    return true
  }

  /// Steps over the name of a zone: letters, or anything between `<` and `>`; false where there is none.
  mutating func takeName() -> Bool {
    if take("<") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
      rest = rest[rest.index(after: end)...]
      return true
    }
    let letters = rest.prefix { Unicode.Scalar($0).properties.isAlphabetic }
    rest = rest.dropFirst(letters.count)
    return !letters.isEmpty
  }

  /// A number of at most three digits.
  mutating func number() -> Int? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard (1...3).contains(digits.count), let number = Int(String(Substring(digits))) else { return nil }
    rest = rest.dropFirst(digits.count)
    return number
  }

  /// `[+-]h[h][:mm[:ss]]` in seconds.
  mutating func time() -> Int? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard let hours = number() else { return nil }
    var seconds = hours * 3600
    for unit in [60, 1] where take(":") {
      guard let part = number(), part < 60 else { return nil }
      seconds += part * unit
    }
    return isNegative ? -seconds : seconds
  }

  /// `Mm.w.d[/time]`; without a time it is two o'clock (RFC 9636, 3.3.1).
  mutating func change() -> ZoneRule.Change? {
    guard take("M"), let month = number(), take("."), let week = number(), take("."), let weekday = number(),
      (1...12).contains(month), (1...5).contains(week), (0...6).contains(weekday)
    else { return nil }
    guard take("/") else { return ZoneRule.Change(month: month, week: week, weekday: weekday, time: 7200) }
    guard let time = time() else { return nil }
    return ZoneRule.Change(month: month, week: week, weekday: weekday, time: time)
  }
}
