/// The nearest known word to one that is not known.
package enum Suggestion {
  /// The candidate a mistyped word most likely stands for, nil when none is near.
  ///
  /// Near means one edit in a short word and up to a third of a longer one; a tie goes to the candidate
  /// with the same letters, then the same first letter, then the earlier one.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let mistyped = Array(word.lowercased().unicodeScalars)
    guard !mistyped.isEmpty, mistyped.count <= 64 else { return nil }
    var best: (candidate: String, rank: Rank)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().unicodeScalars)
      guard abs(letters.count - mistyped.count) <= tolerance(for: letters.count) else { continue }
      let distance = editDistance(mistyped, letters)
      guard distance <= tolerance(for: letters.count), distance < max(letters.count, mistyped.count) else { continue }
      let rank = Rank(
        distance: distance, hasOtherLetters: mistyped.sorted() != letters.sorted(),
        startsDifferently: mistyped.first != letters.first, candidate: candidate)
      if best.map({ rank < $0.rank }) ?? true { best = (candidate, rank) }
    }
    return best?.candidate
  }

  /// What to write beside the caret: `did you mean "gateway"?`, nil when nothing is near.
  package static func label(for word: String, among candidates: some Sequence<String>) -> String? {
    nearest(to: word, among: candidates).map { "did you mean \"\($0)\"?" }
  }

  private struct Rank: Comparable {
    var distance: Int
    var hasOtherLetters: Bool
    var startsDifferently: Bool
    var candidate: String

    static func < (left: Self, right: Self) -> Bool {
      left.key == right.key ? left.candidate < right.candidate : left.key < right.key
    }

    private var key: (Int, Int, Int) { (distance, hasOtherLetters ? 1 : 0, startsDifferently ? 1 : 0) }
  }

  private static func tolerance(for length: Int) -> Int { max(1, length / 3) }

  /// The optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
  static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in 0..<left.count {
      var row = [Int](repeating: 0, count: right.count + 1)
      row[0] = i + 1
      for j in 0..<right.count {
        let substitution = last[j] + (left[i] == right[j] ? 0 : 1)
        row[j + 1] = min(substitution, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }
}
