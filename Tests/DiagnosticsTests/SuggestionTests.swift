import Diagnostics
import Testing

@Suite struct SuggestionTests {
  private static let keys = [
    "address", "gateway", "dns", "mtu", "mode", "confirmWindow", "zone", "ntp", "ntpInterval", "maxOffset", "upnp",
    "hikConnect", "telnet", "ssh", "https", "http", "rtsp", "cameras", "users", "identity", "serial", "firmware",
    "password", "previousPassword", "username", "channel", "protocol", "record", "continuous", "motion", "unmanaged",
  ]

  /// Every word one edit away: a letter dropped, doubled, replaced, added or swapped with its neighbour.
  private static func typos(of word: String) -> [String] {
    let letters = Array(word)
    var typos: [String] = []
    for index in letters.indices {
      var dropped = letters
      dropped.remove(at: index)
      var doubled = letters
      doubled.insert(letters[index], at: index)
      var replaced = letters
      replaced[index] = "q"
      typos += [String(dropped), String(doubled), String(replaced)]
      if index + 1 < letters.count {
        var swapped = letters
        swapped.swapAt(index, index + 1)
        typos.append(String(swapped))
      }
    }
    return typos.filter { $0 != word && !keys.contains($0) }
  }

  @Test func `at least 98 of 100 single typos are recognised`() {
    var right = 0
    var all = 0
    for key in Self.keys {
      for typo in Self.typos(of: key) {
        all += 1
        if Suggestion.nearest(to: typo, among: Self.keys) == key { right += 1 }
      }
    }
    #expect(right * 100 >= all * 98, "\(right) of \(all)")
  }

  @Test(arguments: ["banana", "x", "colour", "temperature", "", "zzzzzzzz", "retention"])
  func `nothing is suggested where nothing is near`(_ word: String) {
    #expect(Suggestion.nearest(to: word, among: Self.keys) == nil)
  }

  @Test func `letter case does not matter`() {
    #expect(Suggestion.nearest(to: "HikConnect", among: Self.keys) == "hikConnect")
    #expect(Suggestion.label(for: "gatway", among: Self.keys) == "did you mean \"gateway\"?")
  }
}
