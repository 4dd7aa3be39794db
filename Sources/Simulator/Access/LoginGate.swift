import DigestAuth
import FoundationEssentials
import ISAPI

/// Decides who gets in: challenges, nonces and the count of wrong tries (isapi.md 1.2, 1.5).
struct LoginGate {
  /// What the gate is told about the recorder for one request.
  struct Rules {
    var realm: String
    var algorithms: [DigestAlgorithm]
    var allowsBasic: Bool
    var nonceLifetime: Duration
    var oldNonce: RecorderBehavior.OldNonce
    /// Whether the recorder's clock is so far off that it lets nobody in.
    var refusesEverybody: Bool
    /// Nil while wrong passwords do not lock.
    var triesBeforeLock: Int?
    var lock: Duration
    var forgetsTries: Bool
    /// The password of a user; nil for an unknown one.
    var password: (String) -> String?
  }

  /// What came of the credentials of a request.
  enum Verdict: Hashable {
    case accepted(username: String, isLogin: Bool)
    /// Nothing to look at.
    case missing
    /// Right, but for the age of the nonce.
    case stale(username: String)
    /// Turned away because of the recorder's clock, with the count as it was.
    case untimely(username: String, triesLeft: Int)
    case refused(username: String, triesLeft: Int)
    case locked(username: String, seconds: Int)
  }

  private struct Proof {
    var username: String
    var nonce: String?
    var isRight: Bool
  }

  private var nonces: [String: Nonce] = [:]
  private var lockout = Lockout()

  /// A power cycle forgets nonces and locks.
  mutating func clear() {
    nonces = [:]
    lockout.clear()
  }

  /// The `WWW-Authenticate` values for somebody who has to log in.
  mutating func challenges(_ rules: Rules, isStale: Bool, at now: Date) -> [String] {
    nonces = nonces.filter { now < $0.value.issuedAt.adding(rules.nonceLifetime * 4) }
    let nonce = Nonce(issuedAt: now, isRenewal: isStale)
    nonces[nonce.value] = nonce
    // The guide prints MD5 without a name; a name is needed only where there are two (isapi.md 1.2).
    var values = rules.algorithms.map { algorithm in
      DigestChallenge(
        realm: rules.realm, nonce: nonce.value, algorithm: algorithm,
        namesAlgorithm: rules.algorithms != [.md5], isStale: isStale
      ).headerValue
    }
    if rules.allowsBasic { values.append("Basic realm=\"\(rules.realm)\"") }
    return values
  }

  /// Forgets the wrong tries that are older than a lock would last, as far as the recorder does.
  mutating func forgetOldTries(_ rules: Rules, at now: Date) {
    if rules.forgetsTries { lockout.forget(quietSince: now.addingTimeInterval(-(rules.lock / .seconds(1)))) }
  }

  /// Looks at the credentials of a request.
  mutating func examine(_ request: Request, from source: String, _ rules: Rules, at now: Date) -> Verdict {
    guard let proof = proof(in: request, rules) else { return .missing }
    let username = proof.username
    let limit = rules.triesBeforeLock ?? Int.max
    if case .locked(let seconds) = lockout.standing(of: username, from: source, at: now, limit: limit) {
      return .locked(username: username, seconds: seconds)
    }
    if rules.refusesEverybody,
      case .open(let triesLeft) = lockout.standing(of: username, from: source, at: now, limit: limit)
    {
      return .untimely(username: username, triesLeft: triesLeft)
    }
    guard proof.isRight else { return fail(username, from: source, rules, at: now) }
    guard let value = proof.nonce else {
      lockout.succeeded(username, from: source)
      return .accepted(username: username, isLogin: true)
    }
    guard let nonce = nonces[value], now < nonce.issuedAt.adding(rules.nonceLifetime) else {
      return rules.oldNonce == .countsAsWrong
        ? fail(username, from: source, rules, at: now) : .stale(username: username)
    }
    lockout.succeeded(username, from: source)
    nonces[value]?.isUsed = true
    return .accepted(username: username, isLogin: !nonce.isUsed && !nonce.isRenewal)
  }

  /// What an address is told before it names a user.
  func standing(from source: String, _ rules: Rules, at now: Date) -> Lockout.Standing {
    lockout.standing(from: source, at: now, limit: rules.triesBeforeLock ?? Int.max)
  }

  /// What a user has left from an address; 0 while locked.
  func triesLeft(of username: String, from source: String, _ rules: Rules, at now: Date) -> Int {
    switch lockout.standing(of: username, from: source, at: now, limit: rules.triesBeforeLock ?? Int.max) {
    case .open(let triesLeft): triesLeft
    case .locked: 0
    }
  }

  /// Counts a wrong try.
  private mutating func fail(_ username: String, from source: String, _ rules: Rules, at now: Date) -> Verdict {
    let limit = rules.triesBeforeLock ?? Int.max
    lockout.failed(username, from: source, at: now, limit: limit, lock: rules.lock)
    switch lockout.standing(of: username, from: source, at: now, limit: limit) {
    case .open(let triesLeft): return .refused(username: username, triesLeft: triesLeft)
    case .locked(let seconds): return .locked(username: username, seconds: seconds)
    }
  }

  private func proof(in request: Request, _ rules: Rules) -> Proof? {
    guard let field = request.headers["Authorization"] else { return nil }
    if rules.allowsBasic, let answer = BasicAnswer(field) {
      let isRight = rules.password(answer.username) == answer.password
      return Proof(username: answer.username, nonce: nil, isRight: isRight)
    }
    guard let answer = DigestAnswer(field) else { return nil }
    let password = rules.password(answer.username)
    let isRight =
      rules.algorithms.contains(answer.algorithm) && answer.realm == rules.realm
      && answer.uri == request.endpoint.target
      && password.map { answer.matches(password: $0, method: request.method.rawValue) } ?? false
    return Proof(username: answer.username, nonce: answer.nonce, isRight: isRight)
  }
}
