package import Crypto
package import FoundationEssentials
package import Host
package import ISAPI
import Synchronization
package import XML

/// A recorder in a box: it keeps documents and accounts, reboots, forgets, and answers like the real thing.
///
/// It has no sockets; a `SimulatedNetwork` or an `HTTPFront` carries requests to it.
package final class SimulatedRecorder: Sendable {
  /// What the recorder is and stays.
  package let profile: RecorderProfile
  /// The clock it lives by.
  package let clock: any WallClock

  private struct Contents {
    var state: RecorderState
    var watchers = EventBroadcast()
  }

  private let contents: Mutex<Contents>

  package init(_ seed: RecorderSeed, clock: any WallClock) {
    profile = seed.profile
    self.clock = clock
    contents = Mutex(Contents(state: RecorderState(seed, at: clock.now)))
  }

  /// Answers a request: hands what the client gets to `deliver`, and then does what follows the answer.
  ///
  /// A client that went away meanwhile changes nothing of what follows.
  package func serve(
    _ request: Request, _ arrival: Arrival, deliver: (Delivery) async throws -> Void
  ) async throws {
    let outcome = withState { state, now in
      state.underWay += 1
      return state.receive(request, arrival, at: now)
    }
    defer { withState { state, _ in state.underWay -= 1 } }
    do {
      if outcome.delay > .zero { try await clock.sleep(for: outcome.delay) }
      try await deliver(outcome.delivery)
    } catch {
      withState { $0.follow(outcome.aftermath, at: $1) }
      throw error
    }
    withState { $0.follow(outcome.aftermath, at: $1) }
  }

  /// Brings the state up to the time, works on it, and tells the watchers what happened.
  func withState<Result>(_ body: (inout RecorderState, Date) throws -> Result) rethrows -> Result {
    try contents.withLock { contents in
      let now = clock.now
      contents.state.settle(at: now)
      defer {
        contents.watchers.send(contents.state.outbox)
        contents.state.outbox = []
      }
      return try body(&contents.state, now)
    }
  }

  /// Everything that happens from now on, until nobody listens any more.
  package var events: AsyncStream<RecorderEvent> {
    let (stream, continuation) = AsyncStream.makeStream(of: RecorderEvent.self)
    let id = contents.withLock { $0.watchers.add(continuation) }
    continuation.onTermination = { [weak self] _ in
      self?.contents.withLock { $0.watchers.remove(id) }
    }
    return stream
  }
}

extension SimulatedRecorder {
  /// Where the recorder is in its life.
  package var phase: Phase { withState { state, _ in state.power.phase } }

  /// When the phase changes next, if it is about to.
  package var nextPhaseChange: Date? { withState { state, _ in state.power.nextTurn } }

  /// Where the recorder can be reached.
  package var binding: Binding { withState { state, _ in state.binding } }

  /// Whether it has an administrator.
  package var isActivated: Bool { withState { state, _ in state.isActivated } }

  /// The SHA-256 of its public key info in lower-case hex.
  package var fingerprint: String { withState { state, _ in state.identityKey.fingerprint } }

  /// The private key behind its certificate.
  package var certificateKey: P256.Signing.PrivateKey { withState { state, _ in state.identityKey.privateKey } }

  /// Everything it was asked.
  package var log: RequestLog { withState { state, _ in state.log } }

  /// The cameras around it.
  package var cameras: [SimulatedCamera] { withState { state, _ in state.cameras } }

  /// Changes the cameras around it, as somebody with a ladder would.
  package func changeCameras(_ body: (inout [SimulatedCamera]) -> Void) {
    withState { state, _ in body(&state.cameras) }
  }

  /// A document or an item of a list as an administrator would read it, without asking over the network.
  package func document(at path: String) -> XMLElement? {
    withState { state, now in
      state.resource(at: path).flatMap { state.reading($0, at: now) }
    }
  }

  /// The text of a field of a document.
  package func text(at path: String, _ field: XMLPath) -> String? { document(at: path)?.text(at: field) }

  /// Whether an account has this password.
  package func hasPassword(_ password: Secret, for username: String) -> Bool {
    withState { state, _ in
      let id = state.user(named: username)?.text(at: "id")
      return id.flatMap { state.password(ofUser: $0) } == password.reveal()
    }
  }

  /// What a user has left before the lock from an address; 0 while it is locked.
  package func triesLeft(of username: String, from source: String) -> Int {
    withState { state, now in state.triesLeft(of: username, from: source, at: now) }
  }

  /// Whether a channel shows its camera this password.
  package func hasPassword(_ password: Secret, forChannel id: Int) -> Bool {
    withState { state, _ in state.password(ofChannel: id) == password.reveal() }
  }

  /// Puts something in wait that will go wrong.
  package func inject(_ fault: Fault) { withState { state, _ in state.faults.add(fault) } }

  /// Takes back every fault.
  package func clearFaults() { withState { state, _ in state.faults.removeAll() } }

  /// Forgets what was asked so far.
  package func clearLog() { withState { state, _ in state.log = RequestLog() } }

  /// Makes a new certificate, as somebody at the screen would (isapi.md 8.4).
  package func replaceCertificate() { withState { state, _ in state.replaceCertificate() } }

  /// Pulls the plug and puts it in again.
  package func powerCycle() { withState { $0.loseMains(at: $1) } }

  /// Changes a field behind the back of every client, as somebody at the screen would.
  package func edit(_ edit: DocumentEdit) {
    withState { state, now in
      state.apply(edit)
      state.records.append(state.localRecord("localCfgParam", at: now))
      state.rebind()
    }
  }

  /// Adds an account, as somebody at the screen would.
  package func addUser(_ user: SeedUser) {
    withState { state, now in
      state.addUser(user)
      state.records.append(state.localRecord("addNetUser", at: now))
    }
  }

  /// Empties the recorder's own log, as somebody with something to hide would.
  package func wipeRecords() { withState { state, _ in state.records = [] } }
}
