package import ISAPI
import Settings

/// The gates in front of changes that could cut the only way to the recorder, each with what was found out.
struct WayInGates {
  var request: PlanRequest
  var changes: [SettingChange]

  private var survey: ResetSurvey { request.survey }
  private var address: DeviceAddress { request.finding.address }

  /// One gate for each kind of condition that the changes ask for.
  var all: [Gate] {
    var names: Set<String> = []
    return changes.compactMap { gate(for: $0) }.filter { names.insert($0.name).inserted }
  }

  private func gate(for change: SettingChange) -> Gate? {
    request.impact(of: change)?.condition.map { condition in
      let evidence = condition.evidence(survey.ways, at: address)
      return Gate(
        name: condition.name, condition: condition.text, evidence: evidence ?? condition.obstacle,
        state: evidence == nil ? .unmet : .met, limit: condition.limit,
        needs: evidence == nil ? condition.limit?.word : nil)
    }
  }
}

extension PlanRequest {
  /// What must hold before the changes of a plan in place may be sent; a plan shows it better where somebody has
  /// looked for proofs.
  package var wayInConditions: [WayInImpact.Condition] {
    guard let snapshot = finding.snapshot, goal != .reset(.full) else { return [] }
    return ComparedSettings(declaration.settings, with: snapshot).changes
      .compactMap { impact(of: $0.change)?.condition }
  }

  /// What a change does to the way in by which the recorder was found; nil while it is inactive.
  func impact(of change: SettingChange) -> WayInImpact? {
    guard let snapshot = finding.snapshot, let setting = SettingCatalog.setting(change.setting) else { return nil }
    let requests = (try? setting.requests(for: change, on: snapshot, secrets: ResolvedSecrets())) ?? []
    return WayInImpact(
      of: change, sending: requests, over: snapshot, from: finding.address, listed: declaration.addresses,
      username: declaration.account.username, ownHost: survey.ways.ownHost)
  }
}

extension WayInImpact.Condition {
  /// The name of the gate.
  package var name: String {
    switch self {
    case .secondWay: "second way in"
    case .otherProtocol: "other protocol"
    case .forwardedPort: "forwarded port"
    case .admission: "own address"
    case .ownAccount: "own account"
    }
  }

  /// The limit behind the gate; nil where nothing lifts it.
  var limit: Limit? {
    switch self {
    case .secondWay: .secondWayIn
    case .otherProtocol: .otherProtocol
    case .forwardedPort: .forwardedPort
    case .admission: .ownAddress
    case .ownAccount: nil
    }
  }

  /// What the gate asks for.
  var text: String {
    switch self {
    case .secondWay: "another way to it while its address changes"
    case .otherProtocol(let scheme): "it lets us in by \(scheme.name)"
    case .forwardedPort: "another way than the forwarded port"
    case .admission: "the filter lets this machine in"
    case .ownAccount: "the account in use stays"
    }
  }

  /// Whether it is enough that the recorder is heard.
  package var isMetByAnnouncement: Bool { self == .secondWay }

  /// Where else a proof may come from: the listed addresses that the change leaves alone.
  package func places(among listed: [DeviceAddress], at address: DeviceAddress) -> [DeviceAddress] {
    switch self {
    case .secondWay: address.isOnThisMachine ? [] : listed.filter { $0.host != address.host }
    case .otherProtocol(let scheme): listed.filter { $0.scheme == scheme }
    case .forwardedPort: listed.filter { $0 != address }
    case .admission, .ownAccount: []
    }
  }

  /// What proves that the condition holds; nil where nothing does.
  package func evidence(_ ways: OtherWays, at address: DeviceAddress) -> String? {
    let others = ways.proved.filter { $0 != address }
    switch self {
    case .secondWay:
      if address.isOnThisMachine { return "it runs on this machine" }
      if ways.isAnnounced { return "SADP, same segment: it answers" }
      return others.first { $0.host != address.host }.map { "the same serial answers at \($0)" }
    case .otherProtocol(let scheme):
      return others.first { $0.scheme == scheme }.map { "the same serial answers at \($0)" }
    case .forwardedPort: return others.first.map { "the same serial answers at \($0)" }
    case .admission(let ownHost, let isAdmitted):
      if address.isOnThisMachine { return "it runs on this machine" }
      return ownHost.flatMap { isAdmitted == true ? "its list lets \($0) in" : nil }
    case .ownAccount: return nil
    }
  }

  /// What stands against the change where nothing proves that it is safe.
  package var obstacle: String {
    switch self {
    case .secondWay: "none: it does not answer SADP here, nor at another of connect.addresses"
    case .otherProtocol(let scheme):
      "none proved: list \(scheme.rawValue)://HOST in connect.addresses, switched on and answering"
    case .forwardedPort: "none: the port in use is not the recorder's own, so that somebody forwards it"
    case .admission(nil, _): "the address of this machine is not known"
    case .admission(let ownHost?, nil): "its list cannot be read, so that \(ownHost) may be kept out"
    case .admission(let ownHost?, _): "its list keeps \(ownHost), this machine, out"
    case .ownAccount(let name): "\"\(name)\" is the account nvrctl works with"
    }
  }
}

extension DeviceAddress.Scheme {
  fileprivate var name: String { rawValue.uppercased() }
}
