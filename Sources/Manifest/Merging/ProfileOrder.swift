import Diagnostics
import YAML

/// Which profiles a list of `extends` brings, each once and in order, those it extends itself before it.
struct ProfileOrder {
  private let profiles: [String: ManifestDocument]
  /// False when a file could not be read whole: a profile that is not found may be in it.
  private let isComplete: Bool

  init(_ profiles: [ManifestDocument], isComplete: Bool) {
    self.profiles = Dictionary(profiles.map { ($0.name, $0) }) { first, _ in first }
    self.isComplete = isComplete
  }

  /// The profiles a `spec` extends; reports those that do not exist.
  func profiles(extendedBy spec: Node, into bag: inout DiagnosticBag) -> [ManifestDocument] {
    var order: [ManifestDocument] = []
    var path: [String] = []
    visit(spec, path: &path, order: &order, &bag)
    return order
  }

  /// Reports everything wrong with how profiles extend each other, whether or not a recorder uses them.
  func check(into bag: inout DiagnosticBag) {
    for (_, profile) in profiles.sorted(by: { $0.key < $1.key }) {
      var path = [profile.name]
      var order: [ManifestDocument] = []
      visit(profile.spec, path: &path, order: &order, &bag)
    }
  }

  private func visit(
    _ spec: Node, path: inout [String], order: inout [ManifestDocument], _ bag: inout DiagnosticBag
  ) {
    for item in spec["extends"]?.items ?? [] {
      guard let name = item.scalar?.text, DNSLabel.isLabel(name) else { continue }
      if let start = path.firstIndex(of: name) {
        // The same circle is met from each of its profiles; it is told from the first by name.
        let circle = path[start...]
        if circle.min() == name { bag.report(.circle(circle + [name], at: item.range)) }
        continue
      }
      guard let profile = profiles[name] else {
        if isComplete { bag.report(.unknownProfile(item, known: profiles.keys.sorted())) }
        continue
      }
      guard !order.contains(where: { $0.name == name }) else { continue }
      path.append(name)
      visit(profile.spec, path: &path, order: &order, &bag)
      path.removeLast()
      order.append(profile)
    }
  }
}

extension Diagnostic {
  fileprivate static func unknownProfile(_ node: Node, known: [String]) -> Self {
    let name = node.scalar?.text ?? ""
    return .error(
      "NVR0110", "there is no Profile \"\(name)\" in these files", at: node.range,
      label: Suggestion.label(for: name, among: known),
      help: known.isEmpty
        ? ["give nvrctl the folder that holds the profiles too"] : ["known are: \(known.joined(separator: ", "))"])
  }

  fileprivate static func circle(_ names: ArraySlice<String>, at range: SourceRange) -> Self {
    .error(
      "NVR0113", "profiles extend each other in a circle", at: range, label: names.joined(separator: " -> "))
  }
}
