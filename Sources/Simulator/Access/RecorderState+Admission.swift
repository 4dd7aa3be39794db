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
    switch gate.examine(request, from: arrival.source, gateRules, at: now) {
    case .accepted(let username, let isLogin):
      let caller = Caller(
        source: arrival.source, scheme: arrival.scheme, username: username,
        isAdministrator: level(of: username) == "Administrator")
      if isLogin { records.append(record("remoteLogin", caller, at: now)) }
      return .admitted(caller, .accepted(username: username), isLogin: isLogin)
    case .missing:
      return .turnedAway(challenge(at: now), .none, isLogin: false)
    case .stale(let username):
      return .turnedAway(challenge(isStale: true, at: now), .stale(username: username), isLogin: false)
    case .refused(let username, let triesLeft):
      let response = refusedLogin(request, "<retryTimes>\(triesLeft)</retryTimes>", lockStatus: "unlock", at: now)
      return .turnedAway(response, .refused(username: username), isLogin: true)
    case .locked(let username, let seconds):
      let response = refusedLogin(request, "<resLockTime>\(seconds)</resLockTime>", lockStatus: "locked", at: now)
      return .turnedAway(response, .refused(username: username), isLogin: true)
    }
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
    LogRecord(time: now, major: "Operation", minor: minor, username: caller.username, source: caller.source)
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
      nonceLifetime: behavior.nonceLifetime,
      triesBeforeLock: lock?.text(at: "enabled") == "false" ? nil : limit,
      lock: behavior.timings.lock,
      password: { username in user(named: username)?.text(at: "id").flatMap { password(ofUser: $0) } })
  }

  private mutating func challenge(isStale: Bool = false, at now: Date) -> Response {
    var response = Response(
      status: 401, headers: ["Content-Type": "text/html"],
      body: Array("<html><body>401 Unauthorized</body></html>".utf8))
    for value in gate.challenges(gateRules, isStale: isStale, at: now) {
      response.headers.add("WWW-Authenticate", value)
    }
    return response
  }

  /// The refusal of a password, which tells how many tries are left (isapi.md 1.4, 1.5).
  private mutating func refusedLogin(
    _ request: Request, _ detail: String, lockStatus: String, at now: Date
  ) -> Response {
    var response: Response
    if request.endpoint.path == "/ISAPI/Security/userCheck" {
      response = document(userCheckRefusal(detail, lockStatus: lockStatus))
      response.status = 401
    } else {
      response = status(
        401, code: 4, "invalidOperation", at: request.endpoint,
        more: "<lockStatus>\(lockStatus)</lockStatus>\n\(detail)\n")
    }
    for field in challenge(at: now).headers[values: "WWW-Authenticate"] {
      response.headers.add("WWW-Authenticate", field)
    }
    return response
  }

  private func userCheckRefusal(_ detail: String, lockStatus: String) -> String {
    let renamed = detail.replacing("retryTimes", with: "retryLoginTime").replacing("resLockTime", with: "unlockTime")
    return """
      <userCheck\(profile.family.root)>
      <statusValue>401</statusValue>
      <statusString>Unauthorized</statusString>
      <isDefaultPassword>false</isDefaultPassword>
      <isRiskPassword>false</isRiskPassword>
      <isActivated>\(isActivated)</isActivated>
      <lockStatus>\(lockStatus)</lockStatus>
      \(renamed)
      </userCheck>
      """
  }
}
