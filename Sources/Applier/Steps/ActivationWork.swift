import Activation
import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings
import XML

/// Gives an inactive recorder its first password, or finds out who else did (isapi.md 2).
struct ActivationWork: StepWork {
  /// Activation always makes this account (isapi.md 2.2).
  private static let username = "admin"
  /// How long it may take until the recorder says that it is activated, in seconds.
  private static let proofLimit = 30.0
  private var exchange = ActivationExchange.legacy

  mutating func look(at site: inout Worksite) async throws -> Look {
    switch await site.link.activation(at: site.link.address) {
    case .inactive(let version):
      exchange = ActivationExchange(supportVersion: version)
      return .toDo([PlannedWrite("PUT /ISAPI/System/activate", isRepeatable: false)])
    case .active:
      // Somebody else activated it, or the reset kept the password: the one in use is tried once.
      _ = try await site.link.session()
      let rung = site.link.login == .current ? "declared" : "previous"
      return .asWanted(facts: ["active already", "the recorder takes the \(rung) password"])
    case .unknown, nil:
      return .failed(
        StepFailure(
          .unreachable, "\(site.link.address) does not say whether it is activated",
          wayOut: "check that the recorder is up"))
    }
  }

  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult {
    do {
      let account = try site.credentials(.current)
      let transport = try await site.link.anonymous()
      if let stranger = try await stranger(site) {
        await transport.close()
        return .refused(stranger)
      }
      let result = await activate(over: transport, with: account.password)
      await transport.close()
      // Without an administrator it was reset, by this run or by hand: the key from before is gone (isapi.md 11.2).
      if case .accepted = result { try site.link.forgetCertificate() }
      site.link.forgetRefusals()
      await site.link.use(Credentials(username: Self.username, password: account.password), login: .current)
      return result
    } catch {
      return .refused(StepFailure(error))
    }
  }

  /// Activation sets the declared password or nothing, so that one try of it tells.
  mutating func settle(_ open: RunStanding.OpenStep, at site: inout Worksite) async throws -> Settlement {
    let declared = try site.credentials(.current)
    await site.link.use(Credentials(username: Self.username, password: declared.password), login: .current)
    switch try await look(at: &site) {
    case .toDo, .cleared: return .notDone(facts: ["the recorder is inactive"])
    case .failed(let failure): return .failed(failure)
    case .asWanted:
      return .done(facts: ["active, the recorder takes the declared password"])
    }
  }

  mutating func prove(at site: inout Worksite) async throws -> Proof {
    let start = site.clock.now
    // Some firmware takes a moment before it says so (isapi.md 2.2, step 4).
    while true {
      let state = await site.link.activation(at: site.link.address)
      if state == .active { break }
      guard site.seconds(since: start) < Self.proofLimit else { return Self.notActive(state) }
      try await site.rest(for: .seconds(2))
    }
    _ = try await site.link.session()
    return .holds(facts: ["admin set", "logged in with the new password", "serial as declared"])
  }

  /// Why the inactive device may be another one; nil where nothing speaks against it.
  ///
  /// An inactive device tells no serial, so that announcements are all there is; a recorder that was heard before its
  /// reset must be heard again. They are asked for over a connection that is open already: what is sent then goes to
  /// whoever was there when they came.
  private func stranger(_ site: Worksite) async throws -> StepFailure? {
    let place = site.link.address
    guard let announcements = site.announcements else { return nil }
    let occupant = try await announcements.occupant(of: place.host, within: .seconds(4))
    if occupant?.isWanted == true { return nil }
    let advice = "check which device stands there"
    if let other = occupant?.device.identity {
      return StepFailure(
        .refused, "another device announces itself at \(place): serial \(other.serial), MAC \(other.mac)",
        wayOut: advice)
    }
    guard site.memory.reset?.wasHeard == true else { return nil }
    return StepFailure(
      .refused, "the inactive device at \(place) does not announce itself as the recorder did before the reset",
      wayOut: advice)
  }

  private static func notActive(_ state: ActivationState?) -> Proof {
    if case .inactive = state {
      return .differs(StepFailure(.failed, "the recorder has no administrator still"), isUntouched: true)
    }
    return .failed(
      StepFailure(
        .unknown, "the recorder does not say any more whether it is activated", wayOut: "check that the recorder is up")
    )
  }

  private func activate(over transport: any DeviceTransport, with password: Secret) async -> WriteResult {
    let request: Request
    do {
      let client = try ActivationClient(exchange)
      let challenge = try await transport.challenge(exchange, for: client.publicKeyText)
      request = Request.activation(exchange, try client.seal(password, for: challenge))
    } catch let failure as ActivationFailure {
      return .refused(
        StepFailure(.failed, "the activation cannot go on: \(failure.reason)", wayOut: "start the activation again"))
    } catch {
      return .refused(StepFailure(error))
    }
    do {
      return Self.result(of: try await transport.answer(to: request))
    } catch let error as TransportError where error.mayHaveHadEffect {
      return .unanswered(fact: "no answer: \(error.reason.rawValue)")
    } catch {
      return .refused(StepFailure(error))
    }
  }

  private static func result(of answer: DeviceAnswer) -> WriteResult {
    switch answer {
    case .done, .document, .content, .rebootRequired: .accepted(facts: ["accepted"])
    case .busy(let refusal): .busy(StepFailure(.failed, refusal))
    // Somebody was faster; the proof tells whether it was with our password.
    case .refused(let refusal) where refusal.subStatusCode.lowercased() == "hasactivated":
      .unanswered(fact: "the recorder was activated by somebody else")
    case .refused(let refusal) where refusal.isDoubtful: .doubtful(StepFailure(.failed, refusal))
    case .refused(let refusal): .refused(StepFailure(.failed, refusal))
    case .notPresent(let status, _): .refused(StepFailure(.failed, "the recorder answers \(status)"))
    }
  }
}
