package import ISAPI

/// Sends requests as one user, with one try for the password (design 6.2).
///
///     read without credentials -> 401 with challenge -> ledger -> one answer -> proved, or refused for good
///     proved: the nonce is used again and again; a stale one is answered afresh once
package actor DigestTransport: DeviceTransport {
  package nonisolated let address: DeviceAddress
  private let connection: any DeviceConnection
  private let credentials: Credentials
  private let ledger: LoginLedger
  private let accepted: AcceptedPasswords
  private let slots: RequestSlots
  /// While the password is not proved, one request at a time: two would be two tries.
  private let gate = RequestSlots(1)

  private var scheme: LoginScheme?
  private var isProved = false
  private var refusal: LoginRefused?

  package init(
    _ connection: any DeviceConnection, address: DeviceAddress, credentials: Credentials, ledger: LoginLedger,
    accepted: AcceptedPasswords, slots: RequestSlots
  ) {
    self.connection = connection
    self.address = address
    self.credentials = credentials
    self.ledger = ledger
    self.accepted = accepted
    self.slots = slots
  }

  package func send(_ request: Request) async throws -> Response {
    try await slots.run {
      if !isProved {
        // Nothing comes back where another request has proved the password meanwhile.
        let first = try await gate.run { isProved ? nil : try await sendFirst(request) }
        if let first { return first }
      }
      return try await sendProved(request)
    }
  }

  package func close() async { await connection.close() }

  package nonisolated var ownHost: String? { connection.ownHost }

  /// Asks for the challenge with a read, so that no body goes out twice, then makes the one try.
  private func sendFirst(_ request: Request) async throws -> Response {
    if let refusal { throw refusal }
    let isRead = request.method == .get
    let answer = try await connection.exchange(isRead ? request : .get(.deviceInfo))
    guard answer.status == 401 else {
      let wantsNoLogin = (200..<300).contains(answer.status)
      return isRead || !wantsNoLogin ? answer : try await connection.exchange(request)
    }
    try adopt(answer)
    return try await trySigned(request)
  }

  /// Takes the challenge of a 401 answer.
  private func adopt(_ answer: Response) throws {
    let status = ResponseStatus(parsing: answer)
    if status?.isLocked == true {
      try ledger.refused(credentials.username, status)
      throw refuse(.locked, status)
    }
    guard let offered = LoginScheme(offeredBy: answer, over: address.scheme) else {
      throw refuse(.noUsableScheme, status)
    }
    scheme = offered
  }

  /// One try that the ledger knows of.
  private func trySigned(_ request: Request) async throws -> Response {
    if let refusal { throw refusal }
    try ledger.reserve(for: credentials.username, at: address)
    var answer: Response
    do {
      answer = try await exchangeSigned(request)
      if answer.status == 401, let fresh = LoginScheme(offeredBy: answer, over: address.scheme), fresh.isStale {
        scheme = fresh
        answer = try await exchangeSigned(request)
      }
    } catch {
      let wasNotSent = (error as? TransportError)?.mayHaveHadEffect == false
      if wasNotSent || accepted.contains(credentials) { try ledger.release(credentials.username) }
      throw error
    }
    return try judge(answer)
  }

  /// What the answer to a try says about the password.
  private func judge(_ answer: Response) throws -> Response {
    let status = ResponseStatus(parsing: answer)
    let isLocked = status?.isLocked == true || status?.subStatusCode.lowercased() == "usernamelocked"
    if answer.status == 401 || isLocked {
      accepted.remove(credentials)
      try ledger.refused(credentials.username, status)
      throw refuse(isLocked ? .locked : .wrongPassword, status)
    }
    if answer.status < 500 {
      isProved = true
      accepted.insert(credentials)
      try ledger.succeeded(credentials.username)
    } else {
      // A device in trouble has not looked at the password.
      try ledger.release(credentials.username)
    }
    return answer
  }

  private func sendProved(_ request: Request) async throws -> Response {
    if let refusal { throw refusal }
    let used = scheme?.nonce
    let answer = try await exchangeSigned(request)
    guard answer.status == 401 else { return answer }
    return try await gate.run { try await renew(after: answer, to: request, used: used) }
  }

  /// Answers a fresh challenge once, after a nonce that was good has been refused.
  private func renew(after answer: Response, to request: Request, used: String?) async throws -> Response {
    if let refusal { throw refusal }
    if scheme?.nonce != used {
      let again = try await exchangeSigned(request)
      return again.status == 401 ? try judge(again) : again
    }
    try adopt(answer)
    if scheme?.isStale == true {
      let again = try await exchangeSigned(request)
      return again.status == 401 ? try judge(again) : again
    }
    return try await trySigned(request)
  }

  private func exchangeSigned(_ request: Request) async throws -> Response {
    guard let signed = scheme?.sign(request, as: credentials) else { throw refuse(.noUsableScheme, nil) }
    return try await connection.exchange(signed)
  }

  /// Keeps the refusal, so that this password is not tried again.
  private func refuse(_ reason: LoginRefused.Reason, _ status: ResponseStatus?) -> LoginRefused {
    let tries = status?.retriesLeft ?? (try? ledger.triesLeft(for: credentials.username))
    let refused = LoginRefused(
      reason, address: address, username: credentials.username, triesLeft: tries,
      unlockSeconds: status?.unlockSeconds)
    refusal = refused
    return refused
  }
}
