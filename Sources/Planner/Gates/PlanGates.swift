import ISAPI
import Settings

/// The gates of one plan: every condition looked at, none skipped, so that the whole picture is shown at once.
struct PlanGates {
  var request: PlanRequest
  var mode: Plan.Mode
  /// The host the manifest wants the recorder at, nil where it does not say.
  var wantedHost: String?
  /// The changes to what the recorder is now; none where it is set up from nothing.
  var changes: [SettingChange] = []

  private var declaration: RecorderDeclaration { request.declaration }
  private var survey: ResetSurvey { request.survey }
  private var host: String { request.finding.address.host }
  /// No network can come between, whether somebody looked or the address says so.
  private var isLocal: Bool { request.survey.isLocal || request.finding.address.isOnThisMachine }

  /// The gates in the order in which they are shown, as they stand where a person allowed some limits.
  var all: [Gate] { unlifted.map { $0.lifted(by: request.allowances) } }

  private var unlifted: [Gate] {
    let wayIn = WayInGates(request: request, changes: changes).all
    let removal = Gate.removals(changes.count { $0.action == .remove }).map { [$0] } ?? []
    guard mode.isReset else { return [identity] + wayIn + removal }
    let network = mode == .resetFull ? [secondWayIn, defaultAddress] : [secondWayIn]
    return [identity, backup] + network + wayIn.filter { gate in !network.contains { $0.name == gate.name } }
      + [loginBudget] + removal + [footage]
  }

  private var identity: Gate {
    let asked = ["serial", "MAC", "model", "firmware"].joined(separator: ", ")
    func gate(_ evidence: String, _ state: Gate.State) -> Gate {
      Gate(name: "identity", condition: asked, evidence: evidence, state: state)
    }
    guard declaration.identity.serial != nil else {
      return gate("no serial declared: add identity.serial, nothing is written without it", .unmet)
    }
    guard let found = request.finding.snapshot?.identity else {
      return gate("inactive, tells nothing yet; proved after activation, before any setting", .met)
    }
    let facts = declaration.identity.facts(of: found)
    let failed = facts.filter { !$0.holds }
    guard failed.isEmpty else {
      let words = failed.map { "\($0.name) is \($0.found), declared \($0.declared)" }
      return gate(words.joined(separator: "; "), .unmet)
    }
    return gate("\(facts.count) of \(facts.count) match", .met)
  }

  private var backup: Gate {
    let gate = Gate(
      name: "backup", condition: "configuration export, snapshot", evidence: "", state: .met, limit: .backup)
    return switch survey.exportsConfiguration {
    case true?: gate.standing(.met, "step 1 takes and checks it")
    case false?: gate.standing(.unmet, "the recorder exports no configuration", needs: "documents")
    case nil: gate.standing(.met, "step 1, or the run stops")
    }
  }

  private var secondWayIn: Gate {
    let gate = Gate(
      name: "second way in", condition: "another way to it after the reset", evidence: "", state: .met,
      limit: .secondWayIn)
    if mode == .resetBasic { return gate.standing(.met, "basic keeps network and users") }
    if isLocal { return gate.standing(.met, "it runs on this machine") }
    if survey.isAnnounced { return gate.standing(.met, "SADP, same segment: it answers") }
    if host == factoryHost { return gate.standing(.met, "it is at \(host), where a reset leaves it") }
    let known: Set = [host, wantedHost ?? host]
    if let other = declaration.addresses.first(where: { !known.contains($0.host) }) {
      return gate.standing(.met, "connect.addresses lists \(other.host)")
    }
    return gate.standing(.unmet, "none: add \(factoryHost) to connect.addresses", needs: "none")
  }

  private var defaultAddress: Gate {
    let gate = Gate(
      name: "default address", condition: "\(factoryHost) is free", evidence: "", state: .met,
      limit: .defaultAddress)
    if host == factoryHost { return gate.standing(.met, "the recorder itself is there") }
    return switch survey.defaultAddress?.answers {
    case true?: gate.standing(.unmet, "somebody answers there: disconnect it first")
    case false?: gate.standing(.met, "no reply")
    case nil where isLocal: gate.standing(.met, "it runs on this machine")
    case nil: gate.standing(.unmet, "nobody could look", needs: "unchecked")
    }
  }

  private var factoryHost: String { survey.defaultAddress?.address.host ?? DeviceAddress.factoryHost }

  private var loginBudget: Gate {
    let needs = LoginBudget.needs(mode)
    let gate = Gate(
      name: "login budget", condition: "needs \(needs), keeps \(LoginBudget.keptTries)", evidence: "", state: .met,
      limit: .loginBudget)
    guard let left = survey.triesLeft else { return gate.standing(.met, "not told; counted as it goes") }
    if left - needs >= LoginBudget.keptTries { return gate.standing(.met, "\(left) left") }
    return gate.standing(.unmet, "\(left) left", needs: left >= needs ? "\(left - needs)" : nil)
  }

  private var footage: Gate {
    let protected = declaration.protected.contains("footage")
    return Gate(
      name: "footage", condition: protected ? "accept the loss; protected" : "accept the loss",
      evidence: FootageWords.text(survey, now: request.now), state: .needsAcceptance, limit: .footageLoss,
      needs: "accepted")
  }
}

extension Gate {
  fileprivate func standing(_ state: State, _ evidence: String, needs: String? = nil) -> Gate {
    Gate(name: name, condition: condition, evidence: evidence, state: state, limit: limit, needs: needs)
  }
}
