import FoundationEssentials
import ISAPI
import Settings

extension Plan {
  /// The plan that brings a recorder to what the manifests declare; throws where the manifest forbids it.
  ///
  /// What cannot be had, and what must hold first, is in the plan itself, so that all of it is seen at once.
  package init(for request: PlanRequest) throws(PlanRefused) {
    let request = request.completed
    let mode = try Self.mode(for: request)
    let declaration = request.declaration
    let compared = request.finding.snapshot.map { ComparedSettings(declaration.settings, with: $0) }
    let steps = PlanSteps(request: request, mode: mode, compared: compared).all
    let network = steps.lazy.compactMap(\.act.change).first { $0.wanted["network.address"] != nil }
    let wantedHost = network?.wanted["network.address"]?.value.text.split(separator: "/").first.map(String.init)
    self.init(
      id: "", digest: "", seal: "", mode: mode, target: Target(request), binding: Binding(request),
      createdAt: request.now.wholeSecond,
      notAfter: request.now.wholeSecond.addingTimeInterval(Double(request.validity)),
      gates: PlanGates(
        request: request, mode: mode, wantedHost: wantedHost, changes: Self.changes(mode, compared)
      ).all, steps: steps,
      settings: declaration.settings, unmanaged: compared?.unmanaged ?? [],
      notApplicable: compared?.notApplicable ?? [], impossible: compared?.impossible ?? [],
      remarks: (compared?.remarks ?? []) + PlanRemarks(request: request, steps: steps).all,
      sameCount: mode == .inPlace ? compared?.sameCount ?? 0 : 0, cost: PlanCost.cost(of: steps))
    self = sealed()
  }

  /// A camera whose serial is declared may be set like a recorder, and what a reset leaves of one nobody has seen.
  private static func refuseOthers(in request: PlanRequest) throws(PlanRefused) {
    guard let snapshot = request.finding.snapshot, snapshot.abilities.kind.isNoRecorder else { return }
    throw PlanRefused(
      recorder: request.declaration.fullName,
      reason: "this is \(snapshot.abilities.kind.words(model: snapshot.identity.model)), and only recorders are reset",
      help: "correct the address or the identity in the manifest, or plan without --reset; nothing was written")
  }

  /// What may cost the way in that is in use: behind a full reset or an activation nothing is left that could be lost.
  private static func changes(_ mode: Mode, _ compared: ComparedSettings?) -> [SettingChange] {
    switch mode {
    case .inPlace, .resetBasic: compared?.changes.map(\.change) ?? []
    case .provision, .resetFull: []
    }
  }

  private static func mode(for request: PlanRequest) throws(PlanRefused) -> Mode {
    guard case .reset(let scope) = request.goal else {
      return request.finding.snapshot == nil ? .provision : .inPlace
    }
    try refuseOthers(in: request)
    guard request.declaration.reset == .onRequest else {
      throw PlanRefused(
        recorder: request.declaration.fullName, reason: "the manifest forbids a reset: it says  reset: never",
        help: "change it to  reset: onRequest  where a reset is really meant, or plan without --reset")
    }
    // Reset by hand or new: there is nothing left to take away.
    if request.finding.snapshot == nil { return .provision }
    return scope == .full ? .resetFull : .resetBasic
  }
}

extension PlanRequest {
  /// The request with what only the recorder could tell of what is wanted, so that the plan says it.
  fileprivate var completed: PlanRequest {
    guard let snapshot = finding.snapshot else { return self }
    var request = self
    request.declaration.settings = declaration.settings.map { desired in
      SettingCatalog.setting(desired.setting)?.completed(desired, on: snapshot) ?? desired
    }
    return request
  }
}

extension Plan.Target {
  fileprivate init(_ request: PlanRequest) {
    let declaration = request.declaration
    self.init(
      name: declaration.fullName, identity: declaration.identity, found: request.finding.snapshot?.identity,
      address: request.finding.address, addresses: declaration.addresses, secondWayIn: declaration.secondWayIn,
      account: declaration.account,
      login: request.finding.snapshot?.login ?? .current, confirmWindow: declaration.confirmWindow,
      verification: declaration.verification)
  }
}

extension Plan.Binding {
  fileprivate init(_ request: PlanRequest) {
    let live = request.finding.snapshot.map { LiveFields.binding(of: request.declaration.settings, on: $0) }
    self.init(
      manifest: HexDigest.of(request.declaration.canonicalText), snapshot: live?.snapshot ?? "", tool: request.tool,
      fields: live?.fields ?? [:])
  }
}

extension Date {
  /// The moment without its fraction, which files do not keep.
  fileprivate var wholeSecond: Date {
    Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down))
  }
}
