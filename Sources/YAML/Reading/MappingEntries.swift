import Diagnostics

/// The entries of a mapping while it is read, each name once.
struct MappingEntries {
  private(set) var entries: [Node.Entry] = []
  private var places: [String: SourceRange] = [:]

  /// Adds an entry unless its name is taken; then gives the place of the first one.
  mutating func add(_ entry: Node.Entry) -> SourceRange? {
    if let first = places[entry.name] { return first }
    places[entry.name] = entry.nameRange
    entries.append(entry)
    return nil
  }
}
