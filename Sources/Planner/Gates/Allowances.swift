/// The limits that a person lifted for one command, each to one value.
package struct Allowances: Sendable, Hashable {
  private var values: [Limit: String] = [:]

  /// Limits with the values they are lifted to; none by default.
  package init(_ values: [Limit: String] = [:]) { self.values = values }

  /// Reads `CODE=VALUE` texts; throws where a code does not exist, a value does not fit it, or a code stands twice.
  package init(parsing texts: [String]) throws(AllowanceRefused) {
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let limit = Limit(rawValue: parts[0]) else {
        throw AllowanceRefused(text: text, reason: "there is no such code", help: Self.codes)
      }
      guard limit.takes(parts[1]) else {
        throw AllowanceRefused(text: text, reason: "the value does not fit", help: ["write  \(limit.usage)"])
      }
      guard values[limit] == nil else {
        throw AllowanceRefused(text: text, reason: "the code stands twice", help: ["name each limit once"])
      }
      values[limit] = parts[1]
    }
  }

  /// Reads texts that were kept with a run; what this version does not know lifts nothing.
  package init(kept texts: [String]) {
    for text in texts {
      guard let one = try? Self(parsing: [text]) else { continue }
      values.merge(one.values) { $1 }
    }
  }

  /// These limits and others; where both lift one, the others win.
  package func merging(_ others: Self) -> Self { Self(values.merging(others.values) { $1 }) }

  /// The value a limit is lifted to, nil where it is not.
  package subscript(_ limit: Limit) -> String? { values[limit] }

  /// Lifts a limit that is lifted by a word.
  package mutating func accept(_ limit: Limit) {
    if case .word(let word) = limit.form { values[limit] = word }
  }

  /// The number a limit is lifted to.
  package func number(_ limit: Limit) -> Int? { values[limit].flatMap { Int($0) } }

  /// All of them as they are typed, sorted.
  package var texts: [String] { values.map { "\($0.key.rawValue)=\($0.value)" }.sorted() }

  /// All codes with the values they take.
  private static var codes: [String] { ["codes: " + Limit.allCases.map(\.usage).joined(separator: ", ")] }
}

extension Limit {
  /// Whether a value may be typed for it.
  fileprivate func takes(_ value: String) -> Bool {
    switch form {
    case .word(let word): value == word
    case .number(let range): Int(value).map { range.contains($0) && String($0) == value } ?? false
    }
  }
}

/// Something behind `--allow` that lifts nothing.
package struct AllowanceRefused: Error, Sendable, Hashable {
  /// What was typed.
  package var text: String
  /// Why, in plain words.
  package var reason: String
  /// What could be typed.
  package var help: [String]
}
