/// A time zone as recorders write it: `CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00` (isapi.md 5.2).
struct ZoneText: Hashable {
  /// Seconds to add to UTC in winter; the text has the opposite sign.
  var offset: Int
  /// Summer time, where there is any.
  var summer: Summer?

  /// When clocks are put forward, and by how much.
  struct Summer: Hashable {
    var amount: Int
    var start: Change
    var end: Change
  }

  /// The nth weekday of a month, by local wall clock.
  struct Change: Hashable {
    var month: Int
    var week: Int
    var weekday: Int
    var second: Int
  }

  init?(_ text: String) {
    let letters = text.prefix { $0.isASCII && $0.isLetter }
    guard (3...6).contains(letters.count) else { return nil }
    let parts = text.dropFirst(letters.count).split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 3, let head = parts.first, let sign = head.first,
      sign == "+" || sign == "-"
    else { return nil }
    let halves = head.dropFirst().split(separator: "D", maxSplits: 1)
    guard let first = halves.first, let west = Self.seconds(first), west <= 14 * 3600 else { return nil }
    offset = sign == "+" ? -west : west
    if parts.count == 1 {
      if halves.count != 1 { return nil }
      return
    }
    guard halves.count == 2, halves[1].hasPrefix("ST"), let amount = Self.seconds(halves[1].dropFirst(2)),
      (1800...7200).contains(amount), let start = Change(parts[1]), let end = Change(parts[2])
    else { return nil }
    summer = Summer(amount: amount, start: start, end: end)
  }

  /// Whether summer time is in force at a moment.
  func isSummer(at seconds: Int) -> Bool {
    guard let summer else { return false }
    let year = CivilTime(secondsSince1970: seconds + offset).year
    let start = summer.start.moment(in: year) - offset
    let end = summer.end.moment(in: year) - offset - summer.amount
    return start < end ? (start..<end).contains(seconds) : !(end..<start).contains(seconds)
  }

  /// The wall clock at a moment.
  func local(at seconds: Int) -> CivilTime {
    let shift = isSummer(at: seconds) ? summer?.amount ?? 0 : 0
    return CivilTime(secondsSince1970: seconds + offset + shift)
  }

  /// The moment at which the wall clock shows a time.
  func moment(of time: CivilTime) -> Int {
    let winter = time.secondsSince1970 - offset
    guard let summer, isSummer(at: winter - summer.amount) else { return winter }
    return winter - summer.amount
  }

  /// The winter offset, which recorders show all the year round (isapi.md 5.1).
  var offsetText: String {
    let minutes = abs(offset) / 60
    return "\(offset < 0 ? "-" : "+")\(CivilTime.digits(minutes / 60, 2)):\(CivilTime.digits(minutes % 60, 2))"
  }

  /// Seconds in `h:mm:ss`.
  fileprivate static func seconds(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.allSatisfy(\.isNumber) ? Int($0) : nil }
    guard parts.count == 3, numbers.count == 3, numbers[1] < 60, numbers[2] < 60 else { return nil }
    return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
  }
}

extension ZoneText.Change {
  /// Reads `M3.5.0/02:00:00`.
  fileprivate init?(_ text: Substring) {
    let halves = text.split(separator: "/")
    guard halves.count == 2, halves[0].hasPrefix("M"), let second = ZoneText.seconds(halves[1]) else { return nil }
    let numbers = halves[0].dropFirst().split(separator: ".").compactMap { Int($0) }
    guard numbers.count == 3, (1...12).contains(numbers[0]), (1...5).contains(numbers[1]),
      (0...6).contains(numbers[2])
    else { return nil }
    self.init(month: numbers[0], week: numbers[1], weekday: numbers[2], second: second)
  }

  /// The change in a year as a wall clock reading, in seconds as if on the meridian.
  fileprivate func moment(in year: Int) -> Int {
    let first = CivilTime(year: year, month: month, day: 1)
    let next =
      month == 12 ? CivilTime(year: year + 1, month: 1, day: 1) : CivilTime(year: year, month: month + 1, day: 1)
    let days = (next.secondsSince1970 - first.secondsSince1970) / 86_400
    var day = 1 + (weekday - first.weekday + 7) % 7 + (week - 1) * 7
    while day > days { day -= 7 }
    return CivilTime(year: year, month: month, day: day, second: second).secondsSince1970
  }
}
