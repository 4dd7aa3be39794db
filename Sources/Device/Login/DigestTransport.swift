import Host
package import ISAPI

/// Sends requests as one user, with one try for the password (design 6.2).
///
///     userCheck without credentials -> challenge, lock, tries left -> ledger -> one answer -> proved, or refused for good
///     proved: the nonce is used again and again; one that has become too old is answered afresh
package actor DigestTransport: DeviceTransport {
  package nonisolated let address: DeviceAddress
  private let connection: any DeviceConnection
  private let credentials: Credentials
  private let lane: LoginLane
  private let slots: RequestSlots

  private var scheme: LoginScheme?
  /// What the device said is left before any password was sent.
  private var told: Int?
  private var isProved = false
  private var refusal: LoginRefused?

  package init(
    _ connection: any DeviceConnection, address: DeviceAddress, credentials: Credentials, lane: LoginLane,
    slots: RequestSlots
  ) {
    self.connection = connection
    self.address = address
    self.credentials = credentials
    self.lane = lane
    self.slots = slots
  }

  package func send(_ request: Request) async throws -> Response {
    try await slots.run {
      if !isProved {
        // Nothing comes back where another request has proved the password meanwhile.
        let first = try await lane.gate.run { isProved ? nil : try await sendFirst(request) }
        if let first { return first }
      }
      return try await sendProved(request)
    }
  }

  package func close() async { await connection.close() }

  package nonisolated var ownHost: String? { connection.ownHost }

  private func sendFirst(_ request: Request) async throws -> Response {
    try checkRefusals()
    if let answer = try await open(for: request) { return answer }
    return try await trySigned(request)
  }

  /// Nothing is sent where the password was refused before.
  private func checkRefusals() throws {
    if let refusal = refusal ?? lane.refusal(of: credentials) { throw refusal }
  }
}

// The challenge, which is asked for with a read, so that no body goes out twice.
extension DigestTransport {
  /// Gets a challenge; gives the answer instead where the device wants no login for this request.
  private func open(for request: Request) async throws -> Response? {
    if !lane.hasNoUserCheck {
      let answer = try await connection.exchange(UserCheck.request)
      let check = UserCheck(answer)
      try heed(check.status)
      if answer.status == 401, let offered = LoginScheme(offeredBy: answer, over: address.scheme) {
        scheme = offered
        return nil
      }
      if check.isMissing { lane.doWithoutUserCheck() }
    }
    let isRead = request.method == .get
    let answer = try await connection.exchange(isRead ? request : .get(.deviceInfo))
    guard answer.status == 401 else {
      let wantsNoLogin = (200..<300).contains(answer.status)
      return isRead || !wantsNoLogin ? answer : try await connection.exchange(request)
    }
    try adopt(answer)
    return nil
  }

  /// Takes the challenge of a 401 answer.
  private func adopt(_ answer: Response) throws {
    let status = ResponseStatus(parsing: answer)
    try heed(status)
    guard let offered = LoginScheme(offeredBy: answer, over: address.scheme) else {
      throw refuse(.noUsableScheme, status)
    }
    scheme = offered
  }

  /// Stops before any password is sent where the account is locked or too little is left.
  private func heed(_ status: ResponseStatus?) throws {
    guard let status else { return }
    if status.isLocked { throw refuse(.locked, status) }
    guard let left = status.retriesLeft else { return }
    told = left
    if left <= LoginAccount.unusedTries { throw refuse(.budgetSpent, status) }
  }
}

// The one try.
extension DigestTransport {
  /// One try that the ledger knows of.
  private func trySigned(_ request: Request) async throws -> Response {
    try checkRefusals()
    let attempt = try await lane.ledger.reserve(for: credentials.username, at: address, told: told)
    if attempt.hasWaited, let answer = try await openAgain(for: request, attempt) { return answer }
    let answer: Response
    do {
      answer = try await exchangeFresh(request)
    } catch {
      let wasNotSent = (error as? TransportError)?.mayHaveHadEffect == false
      if wasNotSent || lane.hasAccepted(credentials) { try lane.ledger.release(attempt) }
      throw error
    }
    return try await judge(answer, attempt)
  }

  /// Gets a new challenge, after the wait for other tries has let the one before grow old.
  private func openAgain(for request: Request, _ attempt: LoginLedger.Reservation) async throws -> Response? {
    let answer: Response?
    do {
      answer = try await open(for: request)
    } catch {
      try lane.ledger.release(attempt)
      throw error
    }
    if answer != nil { try lane.ledger.release(attempt) }
    return answer
  }

  /// What the answer to a try says about the password.
  private func judge(_ answer: Response, _ attempt: LoginLedger.Reservation) async throws -> Response {
    let status = ResponseStatus(parsing: answer)
    switch LoginVerdict(answer, status) {
    case .accepted:
      isProved = true
      told = nil
      lane.accept(credentials)
      try lane.ledger.succeeded(attempt)
    case .notJudged: try lane.ledger.release(attempt)
    case .unclear: try lane.ledger.refused(attempt, status)
    case .refused, .locked: throw try await refusal(by: answer, status, attempt)
    }
    return answer
  }

  /// Tells a wrong password from a login that was turned away for another reason, and keeps it in the ledger.
  ///
  /// A device that calls every nonce too old has found the password right. One whose clock is off may refuse a right
  /// one; where its own count of tries did not move by that, neither does the ledger's.
  private func refusal(
    by answer: Response, _ status: ResponseStatus?, _ attempt: LoginLedger.Reservation
  ) async throws -> LoginRefused {
    let skew = answer.clockSkew(at: lane.clock.now)
    let isStale = LoginScheme(offeredBy: answer, over: address.scheme)?.isStale == true
    let isUncounted = told.flatMap { before in status?.retriesLeft.map { $0 >= before } }
    let (learnt, countMoved) = await learn(status)
    let isLocked = learnt?.isLocked == true
    if !isLocked, isStale ? isUncounted != false : skew != nil && isUncounted == true {
      try lane.ledger.release(attempt)
      return refuse(.notJudged, learnt, skew: skew)
    }
    try lane.ledger.refused(attempt, learnt, countMoved: countMoved)
    let refused = refuse(isLocked ? .locked : isStale ? .notJudged : .wrongPassword, learnt, skew: skew)
    if refused.reason == .wrongPassword { lane.refuse(credentials, refused) }
    return refused
  }

  /// What the device says behind a refusal, and whether what it tells anybody went down by it.
  ///
  /// The body of a refusal may be a web page or empty; `userCheck` tells as well, and costs no try.
  private func learn(_ status: ResponseStatus?) async -> (status: ResponseStatus?, countMoved: Bool) {
    let knows = status?.isLocked == true || status?.retriesLeft != nil
    guard !lane.hasNoUserCheck, !knows || told != nil,
      let answer = try? await connection.exchange(UserCheck.request), var learnt = UserCheck(answer).status
    else { return (status, false) }
    let countMoved = told.flatMap { before in learnt.retriesLeft.map { $0 < before } } ?? false
    if knows { return (status, countMoved) }
    // A count that did not move is not that of this account.
    if !countMoved { learnt.retriesLeft = nil }
    return (learnt, countMoved)
  }
}

// A session whose password is proved.
extension DigestTransport {
  private func sendProved(_ request: Request) async throws -> Response {
    if let refusal { throw refusal }
    let used = scheme?.nonce
    let answer = try await exchangeSigned(request)
    guard answer.status == 401 else { return answer }
    return try await lane.gate.run { try await renew(after: answer, to: request, used: used) }
  }

  /// Answers a fresh challenge, after a nonce that was good has been refused.
  ///
  /// Only the nonce may have been too old; some firmware says so, some does not. But the password may have been changed
  /// by somebody else as well, so the answer is one try that the ledger knows of.
  private func renew(after answer: Response, to request: Request, used: String?) async throws -> Response {
    if let refusal { throw refusal }
    var answer = answer
    if scheme?.nonce != used {
      answer = try await exchangeSigned(request)
      if answer.status != 401 { return answer }
    }
    isProved = false
    if LoginScheme(offeredBy: answer, over: address.scheme) != nil {
      try adopt(answer)
    } else if let answer = try await open(for: request) {
      return answer
    }
    return try await trySigned(request)
  }

  /// Sends a request with an answer to the present challenge, and with another where the device calls it stale.
  private func exchangeFresh(_ request: Request) async throws -> Response {
    var answer = try await exchangeSigned(request)
    for _ in 1...2 {
      guard answer.status == 401, let fresh = LoginScheme(offeredBy: answer, over: address.scheme), fresh.isStale
      else { break }
      scheme = fresh
      answer = try await exchangeSigned(request)
    }
    return answer
  }

  private func exchangeSigned(_ request: Request) async throws -> Response {
    guard let signed = scheme?.sign(request, as: credentials) else { throw refuse(.noUsableScheme, nil) }
    return try await connection.exchange(signed)
  }

  /// Keeps the refusal, so that this session sends nothing more.
  private func refuse(_ reason: LoginRefused.Reason, _ status: ResponseStatus?, skew: Int? = nil) -> LoginRefused {
    let tries = status?.retriesLeft ?? (try? lane.ledger.triesLeft(for: credentials.username))
    let refused = LoginRefused(
      reason, address: address, username: credentials.username, triesLeft: tries,
      unlockSeconds: status?.unlockSeconds, clockSkew: skew)
    refusal = refused
    return refused
  }
}
