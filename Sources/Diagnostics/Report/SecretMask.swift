/// Finds what may be a password in a line that is about to be drawn, whatever the diagnostic is about.
///
/// A line is shown for a tab, a mistyped key or a quote that is not closed, and may hold a password even so.
enum SecretMask {
  private static let secretKeys = ["password", "previousPassword", "passphrase", "passwd", "secret", "token"]

  /// The stretches of columns, from 1, that stand behind a key for secrets and are no reference to one.
  static func hiddenColumns(of line: some Collection<Unicode.Scalar>) -> [Range<Int>] {
    let scalars = Array(line)
    guard let colon = firstSecret(in: scalars) else { return [] }
    guard let value = scalars[(colon + 1)...].firstIndex(where: { $0 != " " && $0 != "\t" }) else { return [] }
    // A reference shows where a secret is, not what it is; another secret may follow it.
    if scalars[value] == "{" {
      let rest = hiddenColumns(of: scalars[(value + 1)...])
      return rest.map { $0.lowerBound + value + 1..<$0.upperBound + value + 1 }
    }
    return [value + 1..<scalars.count + 1]
  }

  /// The colon behind the first key that is a secret's, or nearly so.
  private static func firstSecret(in scalars: [Unicode.Scalar]) -> Int? {
    for index in scalars.indices where scalars[index] == ":" {
      var end = index
      while end > 0, scalars[end - 1] == " " || scalars[end - 1] == "\"" || scalars[end - 1] == "'" { end -= 1 }
      var start = end
      while start > 0, scalars[start - 1].properties.isAlphabetic { start -= 1 }
      guard start < end else { continue }
      let key = String(String.UnicodeScalarView(scalars[start..<end]))
      if key.lowercased().hasSuffix("password") || Suggestion.nearest(to: key, among: secretKeys) != nil {
        return index
      }
    }
    return nil
  }
}
