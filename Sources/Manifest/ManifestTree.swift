package import Diagnostics
package import Host
package import Settings
import YAML

/// All manifests of one run: what they ask of each recorder, and every mistake in them.
///
/// ```text
/// files --DocumentStream--> nodes --EnvelopeReader, TreeWalk--> documents
///       --RecorderMerge--> merged specs --DeclarationReader--> declarations --checks over all of them
/// ```
package struct ManifestTree: Sendable {
  /// One declaration for each `Recorder`, in the order of files and places; complete only without errors.
  package let recorders: [RecorderDeclaration]
  /// The same recorders as merged trees, for `render`.
  package let merged: [MergedRecorder]
  /// The texts, for drawing diagnostics.
  package let sources: [SourceFile]
  package let diagnostics: [Diagnostic]

  /// Reads files; what was wrong with finding them is passed on.
  package init(reading files: [ManifestFile], besides found: [Diagnostic] = []) {
    var bag = DiagnosticBag()
    bag.report(found)
    // The order of files decides which of two equal names is the first: it must not depend on who lists them.
    let streams = files.sorted { $0.name < $1.name }.map { DocumentStream(parsing: $0.bytes, file: $0.name) }
    for stream in streams { bag.report(stream.diagnostics) }
    let roots = streams.flatMap(\.documents)
    let documents = roots.compactMap { EnvelopeReader.read($0, into: &bag) }
    let isComplete = found.isEmpty && streams.allSatisfy(\.isComplete) && documents.allSatisfy { !$0.name.isEmpty }
    NameCheck.check(documents, into: &bag)
    LayerCheck.check(documents, into: &bag)
    var merge = RecorderMerge(documents, isComplete: isComplete && roots.count == Self.readable(roots, documents))
    merge.checkProfiles(into: &bag)
    var merged: [MergedRecorder] = []
    var recorders: [RecorderDeclaration] = []
    for document in documents where document.kind == .recorder {
      let tree = merge.merge(document, into: &bag)
      merged.append(tree)
      recorders.append(DeclarationReader.read(tree, of: document, into: &bag))
    }
    SetCheck.check(recorders, of: merged, sites: documents.filter { $0.kind == .site }, into: &bag)
    if files.isEmpty, bag.isEmpty { bag.report(.nothingToRead) }
    self.merged = merged
    self.recorders = recorders
    sources = streams.map(\.source)
    diagnostics = Self.withOneRemarkOnPolicies(bag.sorted)
  }

  /// What is not enforced is told once, not at each of a thousand recorders.
  private static func withOneRemarkOnPolicies(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let first = diagnostics.firstIndex { $0.code == .policyNotEnforced }
    return diagnostics.enumerated().filter { $0.offset == first || $0.element.code != .policyNotEnforced }.map(
      \.element)
  }

  /// How many documents were understood, those of kinds without settings included.
  private static func readable(_ roots: [Node], _ documents: [ManifestDocument]) -> Int {
    documents.count + roots.count { $0["kind"]?.scalar?.text == ManifestKind.policy.rawValue }
  }

  private init(_ tree: Self, diagnostics: [Diagnostic]) {
    recorders = tree.recorders
    merged = tree.merged
    sources = tree.sources
    self.diagnostics = diagnostics
  }

  /// The tree with what is wrong with the passwords of accounts, as far as their values are at hand.
  package func checkingPasswords(_ secrets: ResolvedSecrets) -> Self {
    var bag = DiagnosticBag()
    bag.report(diagnostics)
    bag.report(PasswordPolicy.check(recorders, secrets: secrets))
    return Self(self, diagnostics: bag.sorted)
  }

  /// The tree with a remark on each recorder that says too little to be applied; none where anything is wrong.
  package func checkingCompleteness() -> Self {
    guard !hasErrors else { return self }
    var bag = DiagnosticBag()
    bag.report(diagnostics)
    bag.report(CompletenessCheck.check(recorders))
    return Self(self, diagnostics: bag.sorted)
  }

  /// Where the passwords of accounts on recorders are found.
  package var accountSecrets: Set<SecretReference> {
    var references = Set(recorders.compactMap(\.account.password))
    for recorder in recorders {
      references.formUnion(recorder.items(of: "users").compactMap { $0["users[].password"]?.value.secret })
    }
    return references
  }

  /// Whether anything is an error.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// How many fields the manifests ask for in all recorders together.
  package var settingCount: Int {
    recorders.reduce(0) { sum, recorder in
      sum + recorder.settings.reduce(0) { $0 + $1.items.reduce(0) { $0 + $1.fields.count } }
    }
  }
}

extension Diagnostic {
  fileprivate static let nothingToRead = Diagnostic.error("NVR0114", "there are no manifests to read", at: nil)
}
