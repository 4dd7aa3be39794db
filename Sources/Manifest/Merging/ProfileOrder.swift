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
    var walk = Walk()
    // What is wrong between profiles is told once, by the check of all of them.
    var ignored = DiagnosticBag()
    visit(spec, in: &walk, &bag, &ignored)
    return walk.order
  }

  /// Reports everything wrong with how profiles extend each other, whether or not a recorder uses them.
  func check(into bag: inout DiagnosticBag) {
    var walk = Walk()
    for (name, profile) in profiles.sorted(by: { $0.key < $1.key }) where walk.met.insert(name).inserted {
      walk.path = [Visit(profile: profile, rest: (profile.spec["extends"]?.items ?? [])[...])]
      finish(&walk, &bag)
    }
  }

  /// A profile whose own profiles are being looked at.
  private struct Visit {
    var profile: ManifestDocument
    var rest: ArraySlice<Node>
  }

  /// A look at profiles, each once; a list of what is open instead of calls, since a chain may have any length.
  private struct Walk {
    var path: [Visit] = []
    var met: Set<String> = []
    var order: [ManifestDocument] = []
  }

  private func visit(
    _ spec: Node, in walk: inout Walk, _ bag: inout DiagnosticBag, _ deeper: inout DiagnosticBag
  ) {
    for item in spec["extends"]?.items ?? [] {
      enter(item, in: &walk, &bag)
      finish(&walk, &deeper)
    }
  }

  /// Looks at what is open until nothing is.
  private func finish(_ walk: inout Walk, _ bag: inout DiagnosticBag) {
    while let last = walk.path.indices.last {
      if let item = walk.path[last].rest.popFirst() {
        enter(item, in: &walk, &bag)
      } else {
        walk.order.append(walk.path.removeLast().profile)
      }
    }
  }

  /// Opens the profile that an item of `extends` names, unless it was met before.
  private func enter(_ item: Node, in walk: inout Walk, _ bag: inout DiagnosticBag) {
    guard let name = item.scalar?.text, DNSLabel.isLabel(name) else { return }
    guard let profile = profiles[name] else {
      if isComplete { bag.report(.unknownProfile(item, known: profiles.keys.sorted())) }
      return
    }
    guard walk.met.insert(name).inserted else {
      if let start = walk.path.firstIndex(where: { $0.profile.name == name }) {
        bag.report(.circle(walk.path[start...].map(\.profile.name) + [name], at: item.range))
      }
      return
    }
    walk.path.append(Visit(profile: profile, rest: (profile.spec["extends"]?.items ?? [])[...]))
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

  fileprivate static func circle(_ names: [String], at range: SourceRange) -> Self {
    .error(
      "NVR0113", "profiles extend each other in a circle", at: range, label: names.joined(separator: " -> "))
  }
}
