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
    /// Nil while wrong passwords do not lock.
    var triesBeforeLock: Int?
    var lock: Duration
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

  /// Looks at the credentials of a request.
  mutating func examine(_ request: Request, from source: String, _ rules: Rules, at now: Date) -> Verdict {
    guard let proof = proof(in: request, rules) else { return .missing }
    let username = proof.username
    let limit = rules.triesBeforeLock ?? Int.max
    if case .locked(let seconds) = lockout.standing(of: username, from: source, at: now, limit: limit) {
      return .locked(username: username, seconds: seconds)
    }
    guard proof.isRight else {
      lockout.failed(username, from: source, at: now, limit: limit, lock: rules.lock)
      switch lockout.standing(of: username, from: source, at: now, limit: limit) {
      case .open(let triesLeft): return .refused(username: username, triesLeft: triesLeft)
      case .locked(let seconds): return .locked(username: username, seconds: seconds)
      }
    }
    lockout.succeeded(username, from: source)
    guard let value = proof.nonce else { return .accepted(username: username, isLogin: true) }
    guard let nonce = nonces[value], now < nonce.issuedAt.adding(rules.nonceLifetime) else {
      return .stale(username: username)
    }
    nonces[value]?.isUsed = true
    return .accepted(username: username, isLogin: !nonce.isUsed && !nonce.isRenewal)
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
