package import Diagnostics
package import YAML

/// Why a value that an export wrote cannot stay.
package struct ExportObjection: Sendable, Hashable {
  /// What it is about.
  package enum Subject: Sendable, Hashable {
    case place(SourceRange)
    /// An item of a list that says nothing but that it is there.
    case item(String, list: String)
  }

  package var subject: Subject
  package var reason: String

  package init(_ subject: Subject, reason: String) {
    self.subject = subject
    self.reason = reason
  }
}

/// Reads what an export wrote and takes out what does not hold, until all of it does.
package struct ExportProof: Sendable {
  /// What was taken out, and why.
  package private(set) var omissions: [Omission] = []
  private let identities: [String: String]

  package init(identities: [String: String] = SettingCatalog.identities) { self.identities = identities }

  /// The tree without what is refused; `check` reads a tree that was parsed from its own text.
  package mutating func proven(
    _ tree: Node, check: (Node, inout DiagnosticBag) -> [ExportObjection]
  ) -> Node {
    var tree = tree
    while tree != .empty {
      let stream = DocumentStream(parsing: Array(BlockText().text(of: tree).utf8), file: "export")
      var bag = DiagnosticBag()
      bag.report(stream.diagnostics)
      let written = stream.documents.first ?? .empty
      let objections = check(written, &bag)
      let errors = bag.sorted.filter { $0.severity == .error }
      if errors.isEmpty, objections.isEmpty { return tree }
      guard let smaller = pruned(written, errors.compactMap(ExportObjection.init) + objections) else {
        omissions.append(Omission(path: "", reason: errors.first?.message ?? objections.first?.reason ?? ""))
        return .empty
      }
      tree = smaller
    }
    return tree
  }

  /// The tree without the values that objections are about; nil where none of them is about a value of the tree.
  package mutating func pruned(_ tree: Node, _ objections: [ExportObjection]) -> Node? {
    var reasons: [NodePath: String] = [:]
    for objection in objections {
      guard let path = path(of: objection.subject, in: tree), reasons[path] == nil else { continue }
      reasons[path] = objection.reason
      let name = tree.name(of: path, identities: identities)
      omissions.append(Omission(path: name.path, item: name.item, reason: objection.reason))
    }
    if reasons.isEmpty { return nil }
    // From the back, so that the places of items before stay what they are.
    return reasons.keys.sorted { $0.isBehind($1) }.reduce(tree) { $0.removing($1, identities: identities) }
  }

  private func path(of subject: ExportObjection.Subject, in tree: Node) -> NodePath? {
    switch subject {
    case .place(let range): return tree.path(to: range)
    case .item(let name, let list):
      let index = tree[list]?.items?.firstIndex { $0[identities[list] ?? ""]?.scalar?.text == name }
      return index.map { NodePath([.key(list), .item($0)]) }
    }
  }
}

extension ExportObjection {
  /// An error in what was written; nil for one without a place.
  package init?(_ diagnostic: Diagnostic) {
    guard let range = diagnostic.range else { return nil }
    self.init(.place(range), reason: diagnostic.message)
  }
}

extension SettingFinding {
  /// What an export must not declare, because a plan would not be empty.
  package var objections: [ExportObjection] {
    switch self {
    case .same, .notApplicable, .unmanaged, .remark: []
    case .impossible(let item, let paths, let reason):
      item.objections(to: paths, reason: "a plan would refuse it: \(reason)")
    case .change(let change) where change.action == .rotate:
      change.wanted.objections(
        to: change.fields.map(\.path), reason: "it is refused as it is, so that a plan would write it anew")
    case .change(let change):
      change.wanted.objections(to: change.fields.map(\.path), reason: "the recorder does not show it as it is written")
    }
  }
}

extension DesiredItem {
  /// Objections to some fields, or to the item where it declares none of them.
  fileprivate func objections(to paths: [String], reason: String) -> [ExportObjection] {
    let named = paths.compactMap { self[$0]?.range }
    let places = named.isEmpty ? fields.map(\.range) : named
    if !places.isEmpty { return places.map { ExportObjection(.place($0), reason: reason) } }
    guard let item, let list = paths.first?.firstRange(of: "[]").map({ String((paths.first ?? "")[..<$0.lowerBound]) })
    else { return [] }
    return [ExportObjection(.item(item, list: list), reason: reason)]
  }
}

extension NodePath {
  /// Whether this way leads to a later place in every list that both go through.
  fileprivate func isBehind(_ other: NodePath) -> Bool {
    for (mine, others) in zip(steps, other.steps) where mine != others {
      if case (.item(let index), .item(let otherIndex)) = (mine, others) { return index > otherIndex }
      return "\(mine)" > "\(others)"
    }
    return steps.count > other.steps.count
  }
}
