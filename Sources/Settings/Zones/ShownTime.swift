/// A `localTime` as recorders show it: `2026-01-31T12:00:00+01:00`, with another offset, with `Z`, or without any.
struct ShownTime: Sendable, Hashable {
  /// What the digits say.
  var time: CivilTime
  /// The part of a second behind them; nil where only whole seconds are shown.
  var fraction: Double?

  /// Reads the digits; the offset behind them is not looked at, since it is often that of the winter (isapi.md 5.1).
  init?(_ text: String) {
    let bytes = Array(text.utf8.drop { $0 == UInt8(ascii: " ") })
    guard bytes.count >= 19, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      (1...12).contains(month), let day = Self.number(bytes[8..<10]), (1...31).contains(day),
      let hour = Self.number(bytes[11..<13]), hour < 24, let minute = Self.number(bytes[14..<16]), minute < 60,
      let second = Self.number(bytes[17..<19]), second <= 60
    else { return nil }
    time = CivilTime(
      CivilTime(year: year, month: month, day: day).seconds + hour * 3600 + minute * 60 + second)
    let rest = bytes[19...]
    guard rest.first == UInt8(ascii: ".") else {
      guard Self.isOffset(rest) else { return nil }
      return
    }
    let digits = rest.dropFirst().prefix { Self.digits.contains($0) }
    guard !digits.isEmpty, Self.isOffset(rest.dropFirst(digits.count + 1)) else { return nil }
    fraction = Double("0." + String(decoding: digits.prefix(9), as: UTF8.self))
  }

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.allSatisfy(digits.contains) ? Int(String(decoding: bytes, as: UTF8.self)) : nil
  }

  /// Nothing, `Z`, or a sign with hours and minutes.
  private static func isOffset(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first else { return true }
    if first == UInt8(ascii: "Z") { return bytes.count == 1 }
    let isSigned = first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
    return isSigned && (3...6).contains(bytes.count)
      && bytes.dropFirst().allSatisfy { digits.contains($0) || $0 == UInt8(ascii: ":") }
  }
}
