import Diagnostics
import Settings
import Testing

@testable import Manifest

@Suite struct TypoTests {
  /// Every group of words of which a manifest may hold one: the keys of each mapping, and the words of each choice.
  private static let groups: [[String]] = {
    let choices = SettingCatalog.all.flatMap { $0.fieldDescriptions }.compactMap { field -> [String]? in
      if case .choice(let words) = field.schema { words } else { nil }
    }
    return keys(of: SpecKeys.recorder) + keys(of: SpecKeys.site) + choices
  }()

  private static func keys(of tree: KeyTree) -> [[String]] {
    let children = tree.children ?? tree.item?.children ?? [:]
    return (children.isEmpty ? [] : [children.keys.sorted()]) + children.values.flatMap { keys(of: $0) }
  }

  /// Every word one edit away: each letter dropped, doubled, swapped with the next, replaced or preceded by some other.
  private static func typos(of word: String) -> Set<String> {
    let letters = Array(word)
    var typos: Set<String> = []
    for index in letters.indices {
      for other in "aemqz" {
        typos.insert(String(letters[..<index] + [other] + letters[index...]))
        typos.insert(String(letters[..<index] + [other] + letters[(index + 1)...]))
      }
      typos.insert(String(letters[..<index] + letters[(index + 1)...]))
      typos.insert(String(letters[...index] + letters[index...]))
      if index + 1 < letters.count {
        typos.insert(String(letters[..<index] + [letters[index + 1], letters[index]] + letters[(index + 2)...]))
      }
    }
    return typos
  }

  @Test func `at least 98 of 100 single typos in keys and words are recognised`() {
    var wrong: [String] = []
    var all = 0
    for group in Self.groups {
      // Of a long list of zones a few stand for the rest.
      for word in group.count > 60 ? Array(group.prefix(20)) : group {
        for typo in Self.typos(of: word) where !typo.isEmpty && !group.contains(typo) {
          all += 1
          let suggestion = Suggestion.nearest(to: typo, among: group)
          if suggestion != word { wrong.append("\(typo) -> \(suggestion ?? "nothing"), not \(word)") }
        }
      }
    }
    #expect(all > 1_000)
    #expect(wrong.count * 100 <= all * 2, "\(wrong.count) of \(all): \(wrong.prefix(40).joined(separator: "; "))")
  }
}
