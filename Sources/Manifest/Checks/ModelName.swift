/// What can be told from the name of a model alone (domain.md 6.2).
enum ModelName {
  /// How many camera channels a recorder of a model has, nil where the name does not tell.
  ///
  /// `DS-7608NI-K2/8P` has 8: two digits of series, then two digits of channels; the families 96 and 67 may have three.
  static func channels(of model: String) -> Int? {
    let name = model.uppercased().drop { $0 == "I" }
    guard name.hasPrefix("DS-") else { return nil }
    let digits = name.dropFirst(3).prefix { $0.isASCII && $0.isNumber }
    let rest = name.dropFirst(3 + digits.count)
    guard (4...5).contains(digits.count), ["NI", "NXI", "LNI"].contains(String(rest.prefix { $0.isLetter })) else {
      return nil
    }
    return Int(digits.dropFirst(2)).flatMap { $0 > 0 ? $0 : nil }
  }

  /// A line of advice that names channels without a camera, nil where the model does not tell or none is left.
  static func freeChannels(on model: String, besides used: Set<Int>) -> String? {
    guard let count = channels(of: model) else { return nil }
    let free = (1...count).filter { !used.contains($0) }.prefix(8).map(String.init)
    return free.isEmpty ? nil : "free channels on \(model): \(free.joined(separator: ", "))"
  }
}
