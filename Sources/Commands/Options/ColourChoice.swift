import ArgumentParser

/// When to colour; colour repeats what the marks already say.
enum ColourChoice: String, Sendable, CaseIterable, ExpressibleByArgument {
  /// On a terminal, unless `NO_COLOR` is set.
  case automatic = "auto"
  case always
  case never
}
