import DigestAuth
import FoundationEssentials
import ISAPI
import XML

extension RecorderState {
  /// What the recorder does with a request before looking at what it asks for.
  enum Admission {
    case admitted(Caller, RequestLogEntry.Authentication, isLogin: Bool)
    case turnedAway(Response, RequestLogEntry.Authentication, isLogin: Bool)
  }

  /// Lets somebody in, or says why not.
  mutating func admit(_ request: Request, _ arrival: Arrival, at now: Date) -> Admission {
    let stranger = Caller(
      source: arrival.source, scheme: arrival.scheme, username: "", isAdministrator: false)
    if isOpen(request) { return .admitted(stranger, .none, isLogin: false) }
    if !isActivated, behavior.inactiveAnswer == .forbidden {
      return .turnedAway(refused(.notActivated, at: request.endpoint), .none, isLogin: false)
    }
    gate.forgetOldTries(gateRules, at: now)
    switch gate.examine(request, from: arrival.source, gateRules, at: now) {
    case .accepted(let username, let isLogin):
      let caller = Caller(
        source: arrival.source, scheme: arrival.scheme, username: username,
        isAdministrator: level(of: username) == "Administrator")
      if isLogin { records.append(record("remoteLogin", caller, at: now)) }
      return .admitted(caller, .accepted(username: username), isLogin: isLogin)
    case .missing:
      return .turnedAway(
        isUserCheck(request) ? userCheck(request, arrival, at: now) : challenge(at: now), .none,
        isLogin: false)
    case .stale(let username):
      let saysStale = behavior.oldNonce == .saysStale
      return .turnedAway(challenge(isStale: saysStale, at: now), .stale(username: username), isLogin: false)
    case .untimely(let username, let triesLeft):
      let response = refusedLogin(request, .open(triesLeft: triesLeft), at: now)
      return .turnedAway(response, .refused(username: username), isLogin: false)
    case .refused(let username, let triesLeft):
      let response = refusedLogin(request, .open(triesLeft: triesLeft), at: now)
      return .turnedAway(response, .refused(username: username), isLogin: true)
    case .locked(let username, let seconds):
      let response = refusedLogin(request, .locked(seconds: seconds), at: now)
      return .turnedAway(response, .refused(username: username), isLogin: true)
    }
  }

  /// What a user has left from an address.
  func triesLeft(of username: String, from source: String, at now: Date) -> Int {
    gate.triesLeft(of: username, from: source, gateRules, at: now)
  }

  /// The role of a user.
  func level(of username: String) -> String? { user(named: username)?.text(at: "userLevel") }

  /// The account of a name.
  func user(named username: String) -> XMLElement? {
    documents[Resource.users.path]?.elements(named: "User").first {
      $0.text(at: "userName") == username && $0.text(at: "enabled") != "false"
    }
  }

  /// A line of the recorder's log about somebody's act.
  func record(_ minor: String, _ caller: Caller, at now: Date) -> LogRecord {
    record(minor, by: caller.username, from: caller.source, at: now)
  }

  /// A line of the recorder's log about something done at its screen.
  func localRecord(_ minor: String, at now: Date) -> LogRecord { record(minor, by: "admin", from: "", at: now) }

  private func record(_ minor: String, by username: String, from source: String, at now: Date) -> LogRecord {
    let seconds = deviceSeconds(at: now)
    return LogRecord(
      time: zone?.local(at: seconds) ?? CivilTime(secondsSince1970: seconds), major: "Operation", minor: minor,
      username: username, source: source)
  }

  private func isOpen(_ request: Request) -> Bool {
    let path = request.endpoint.path
    if !path.hasPrefix("/ISAPI") && !path.hasPrefix("/SDK") { return true }
    return OperationCatalog.all.contains { $0.audience == .everybody && $0.path.id(in: path) != nil }
  }

  private var gateRules: LoginGate.Rules {
    let types = documents[Resource.webCertificate.path]?.text(at: "SecurityAlgorithm/algorithmType") ?? "MD5"
    let lock = documents[Resource.loginLock.path]
    let limit = lock?.text(at: "maxIllegalLoginTimes").flatMap { Int($0) } ?? behavior.triesBeforeLock
    return LoginGate.Rules(
      realm: profile.family == .a ? "DVRNVRDVS" : profile.model.description,
      algorithms: (types.contains("SHA256") ? [.sha256] : []) + (types.contains("MD5") ? [.md5] : []),
      allowsBasic: documents[Resource.webCertificate.path]?.text(at: "CertificateType") == "digest/basic",
      nonceLifetime: behavior.nonceLifetime, oldNonce: behavior.oldNonce,
      refusesEverybody: behavior.loginClockTolerance.map { abs(clockSkew + behavior.dateSkew) > $0 } ?? false,
      triesBeforeLock: lock?.text(at: "enabled") == "false" ? nil : limit,
      lock: behavior.timings.lock, forgetsTries: behavior.forgetsTries,
      password: { username in user(named: username)?.text(at: "id").flatMap { password(ofUser: $0) } })
  }

  /// The answer to somebody who has to log in.
  private mutating func challenge(isStale: Bool = false, at now: Date) -> Response {
    var response = Response(
      status: 401, headers: ["Content-Type": "text/html"],
      body: Array("<html><body>401 Unauthorized</body></html>".utf8))
    addChallenges(to: &response, isStale: isStale, at: now)
    return response
  }

  private mutating func addChallenges(to response: inout Response, isStale: Bool = false, at now: Date) {
    for value in gate.challenges(gateRules, isStale: isStale, at: now) {
      response.headers.add("WWW-Authenticate", value)
    }
  }

  /// The refusal of a password, which tells how many tries are left (isapi.md 1.4, 1.5).
  private mutating func refusedLogin(_ request: Request, _ standing: Lockout.Standing, at now: Date) -> Response {
    var response = challenge(at: now)
    switch behavior.refusalBody {
    case .triesLeft where isUserCheck(request): response.body = userCheckRefusal(standing).body
    case .triesLeft:
      let told = status(
        401, code: 4, "invalidOperation", at: request.endpoint,
        more: standing.elements(tries: "retryTimes", seconds: "resLockTime"))
      response.body = told.body
    case .webPage: return response
    case .empty: response.body = []
    }
    response.headers.set("Content-Type", "application/xml; charset=\"UTF-8\"")
    return response
  }
}

// The cheapest look at one's own account, as it answers to somebody unknown (isapi.md 1.4).
extension RecorderState {
  private func isUserCheck(_ request: Request) -> Bool { request.endpoint.path == "/ISAPI/Security/userCheck" }

  private mutating func userCheck(_ request: Request, _ arrival: Arrival, at now: Date) -> Response {
    if behavior.notSupported.contains(request.endpoint.path) { return refused(.notSupport, at: request.endpoint) }
    let standing = gate.standing(from: arrival.source, gateRules, at: now)
    var response = userCheckRefusal(standing)
    switch behavior.userCheck {
    case .missing: return refused(.notSupport, at: request.endpoint)
    case .challengeAlone: return challenge(at: now)
    case .underOK: return response
    case .tells:
      response.status = 401
      addChallenges(to: &response, at: now)
      return response
    }
  }

  private func userCheckRefusal(_ standing: Lockout.Standing) -> Response {
    document(
      """
      <userCheck\(profile.family.root)>
      <statusValue>401</statusValue>
      <statusString>Unauthorized</statusString>
      <isDefaultPassword>false</isDefaultPassword>
      <isRiskPassword>false</isRiskPassword>
      <isActivated>\(isActivated)</isActivated>
      \(standing.elements(tries: "retryLoginTime", seconds: "unlockTime"))</userCheck>
      """)
  }
}

extension Lockout.Standing {
  /// The lock and what is left, under either pair of names (isapi.md 1.5).
  fileprivate func elements(tries: String, seconds: String) -> String {
    switch self {
    case .open(let left): "<lockStatus>unlock</lockStatus>\n<\(tries)>\(left)</\(tries)>\n"
    case .locked(let left): "<lockStatus>locked</lockStatus>\n<\(seconds)>\(left)</\(seconds)>\n"
    }
  }
}
