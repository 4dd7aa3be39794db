import Testing

@testable import Manifest

@Suite struct WrittenValueTests {
  @Test(arguments: [60...3_600, 1...60, 0...604_800, 1...1, 0...0, 5...16, 100...100, 0...7, 0...255, 1...65_535])
  func `a pattern matches the numbers within its bounds and no others`(_ range: ClosedRange<Int>) throws {
    let pattern = try Regex("^" + DecimalPattern.matching(range) + "$")
    let numbers = Array(stride(from: 0, to: min(range.upperBound + 500, 9_000), by: 7)) + Array(0...130)
    let edges = [
      range.lowerBound - 1, range.lowerBound, range.upperBound, range.upperBound + 1, range.upperBound * 10 + 10,
    ]
    for number in (numbers + edges) where number >= 0 {
      #expect((String(number).firstMatch(of: pattern) != nil) == range.contains(number), "\(number)")
    }
    #expect("007".firstMatch(of: pattern) == nil)
  }
}
