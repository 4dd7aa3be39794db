/// A pattern for the decimal numbers within bounds, for schemas: JSON Schema cannot count inside text.
enum DecimalPattern {
  /// The pattern, without anchors; leading zeros do not match.
  static func matching(_ range: ClosedRange<Int>) -> String {
    let parts = pieces(of: range).map { low, high in
      zip(String(low), String(high)).map { $0 == $1 ? String($0) : "[\($0)-\($1)]" }.joined()
    }
    return "(" + parts.joined(separator: "|") + ")"
  }

  /// The bounds cut into stretches in which every digit varies by itself, such as 60-99, 100-999, 1000-2999.
  private static func pieces(of range: ClosedRange<Int>) -> [(Int, Int)] {
    var pieces: [(Int, Int)] = []
    var low = range.lowerBound
    while low <= range.upperBound {
      // All digits below `power` run from 0 to 9; the one at it runs as far as the bounds allow.
      var power = 1
      while low > 0, low % (power * 10) == 0, low + power * 10 - 1 <= range.upperBound { power *= 10 }
      let digit = low / power % 10
      let steps = min(9 - digit, (range.upperBound - (low + power - 1)) / power)
      let high = low + power - 1 + steps * power
      pieces.append((low, high))
      low = high + 1
    }
    return pieces
  }
}
