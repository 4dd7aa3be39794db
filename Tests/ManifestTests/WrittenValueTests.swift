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

  @Test(arguments: [
    ("DS-7608NI-K2/8P", 8), ("DS-7716NXI-I4/16P/4S", 16), ("iDS-9632NXI-M8/X", 32), ("DS-96128NI-I24", 128),
    ("DS-7604NI-Q1", 4), ("DS-7104HQHI-K1", nil), ("NVR-208", nil), ("", nil),
  ])
  func `the channels of a recorder are read from its model`(_ model: String, _ channels: Int?) {
    #expect(ModelName.channels(of: model) == channels)
  }
}
