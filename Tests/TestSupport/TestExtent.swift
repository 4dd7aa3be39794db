import FoundationEssentials

/// How much of a long matrix is tried: a sample in every run of the tests, all of it with `NVRCTL_TEST_FULL=1`.
package enum TestExtent {
  /// Whether everything is to be tried.
  package static let isFull = ProcessInfo.processInfo.environment["NVRCTL_TEST_FULL"] == "1"
}

extension Array {
  /// All elements where everything is to be tried, otherwise some of them, the same ones for the same seed.
  package func tried(sample count: Int, seed: UInt64 = 7) -> [Element] {
    if TestExtent.isFull || self.count <= count { return self }
    var numbers = SeededNumbers(seed: seed)
    return indices.shuffled(using: &numbers).prefix(count).sorted().map { self[$0] }
  }
}

/// Random numbers that are the same in every run (SplitMix64).
package struct SeededNumbers: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
