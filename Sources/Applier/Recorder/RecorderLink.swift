import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings
import XML

/// How a run reaches its recorder at present: where it is, as whom, and the session in use.
///
/// Every new session is one login and a proof of identity, made by the gateway (design 6.1, 6.2).
struct RecorderLink: Sendable {
  private let gateway: any RecorderGateway
  private let pauses: RunPauses
  private(set) var address: DeviceAddress
  private(set) var credentials: Credentials
  /// Which of the two passwords is in use.
  private(set) var login: DeviceSnapshot.Login
  private var transport: (any DeviceTransport)?
  private var identity: DeviceIdentity?
  private var capabilities: DeviceSnapshot.Reading?
  /// What the recorder found on its network: looking around takes it half a minute (isapi.md 7.4).
  private var neighbourhood: DeviceSnapshot.Reading?
  /// How sensitive fields go to the recorder; nil until the first one does.
  var fieldAgreement: FieldAgreement?

  /// How often a busy device is asked for the same document, and how long between.
  private static let busyRetries = 6
  private static let busyPause = Duration.seconds(5)
  /// How long a recorder has that answered a read with something that may be an accident.
  private static let doubtPause = Duration.seconds(2)

  /// A link to where the recorder was last, with the password that it took last.
  init(gateway: any RecorderGateway, memory: RunMemory, credentials: Credentials, pauses: RunPauses) {
    self.gateway = gateway
    self.pauses = pauses
    self.credentials = credentials
    address = memory.address
    login = memory.login
  }

  /// The session in use, or a new one.
  mutating func session() async throws -> any DeviceTransport {
    if let transport { return transport }
    let opened = try await gateway.session(at: address, as: credentials)
    transport = opened
    return opened
  }

  /// A session beside the one in use, for a look from a new connection.
  func newSession(at place: DeviceAddress) async throws -> any DeviceTransport {
    try await gateway.session(at: place, as: credentials)
  }

  /// The address at this end, as far as the session in use tells.
  var ownHost: String? { transport?.ownHost }

  /// Looks for the recorder at other places.
  func prove(_ places: [DeviceAddress], for ways: inout OtherWays) async throws {
    try await ways.prove(places, through: gateway, as: credentials)
  }

  /// Whether anybody is at an address: whoever refuses a connection or shows a certificate is there.
  ///
  /// On this machine the system itself refuses wherever nobody listens.
  func somebodyAnswers(at place: DeviceAddress) async -> Bool {
    do {
      await (try gateway.anonymous(at: place)).close()
      return true
    } catch let error as TransportError {
      if error.reason == .refused { return !place.isOnThisMachine }
      return [.untrustedCertificate, .handshakeFailed].contains(error.reason)
    } catch {
      return false
    }
  }

  /// Gives the session up; the next use opens a new one.
  mutating func close() async {
    await transport?.close()
    transport = nil
    identity = nil
  }

  /// Goes on at another address.
  mutating func move(to place: DeviceAddress) async {
    guard place != address else { return }
    await close()
    address = place
  }

  /// Goes on with another password.
  mutating func use(_ credentials: Credentials, login: DeviceSnapshot.Login) async {
    await close()
    self.credentials = credentials
    self.login = login
  }

  /// The device was reset: nothing that was read before holds.
  mutating func forgetDocuments() async {
    await close()
    capabilities = nil
    neighbourhood = nil
    fieldAgreement = nil
  }

  /// The next step that needs to know looks around again.
  mutating func forgetNeighbourhood() { neighbourhood = nil }

  /// A password was set: one that was refused earlier in the run may be right now.
  func forgetRefusals() { gateway.forgetRefusals() }

  /// Tries a password that must not be right any more, where a wrong try may be spent.
  func tryForRefusal(_ credentials: Credentials) async throws -> RefusalTrial {
    try await gateway.tryForRefusal(credentials, at: address)
  }

  /// The next login may meet a new certificate, once.
  func forgetCertificate() throws { try gateway.forgetCertificate() }

  /// Whether a device at an address has an administrator, asked without credentials; nil where nothing answers.
  func activation(at place: DeviceAddress) async -> ActivationState? {
    guard let transport = try? await gateway.anonymous(at: place) else { return nil }
    let response = try? await transport.send(.get(.activateStatus))
    await transport.close()
    return response.map(ActivationState.init(activateStatus:))
  }

  /// Whether anything is at an address, whatever it speaks: whoever refuses a connection is there.
  func isTaken(_ place: DeviceAddress) async -> Bool {
    do {
      await (try gateway.anonymous(at: place)).close()
      return true
    } catch let error as TransportError {
      return error.reason.isFromSomebody
    } catch {
      return false
    }
  }

  /// Logins of the account in use that may still fail; nil where nobody counts them.
  func triesLeft() throws -> Int? { try gateway.triesLeft(for: credentials.username) }

  /// Whether a device refuses other requests because nobody has activated it (isapi.md 2.4).
  func refusesAsInactive(at place: DeviceAddress) async -> Bool {
    guard let transport = try? await gateway.anonymous(at: place) else { return false }
    let answer = try? await transport.answer(to: .get(.deviceInfo))
    await transport.close()
    guard case .refused(let refusal)? = answer else { return false }
    return refusal.subStatusCode.lowercased() == "notactivated"
  }

  /// A transport without credentials to the present address.
  func anonymous() async throws -> any DeviceTransport { try await gateway.anonymous(at: address) }
}

// Reading. A read that was cut off is asked again once from a new session; a busy device is asked again later.
extension RecorderLink {
  /// Reads one resource; what the device lacks is said in the reading.
  mutating func read(_ endpoint: Endpoint) async throws -> DeviceSnapshot.Reading {
    let request = Request.get(endpoint)
    var retries = 0
    var isAskedAgain = false
    while true {
      switch try await answer(to: request) {
      case .document(let document): return .document(document)
      case .notPresent(let status, let subStatus):
        // Only some of the ways to say so cannot be trouble of the moment (isapi.md 12.4).
        if isAskedAgain || status == 404 || subStatus.lowercased() == "notsupport" {
          return .absent(status: status, subStatus: subStatus)
        }
        isAskedAgain = true
        try await pauses.rest(for: Self.doubtPause)
      case .refused(let refusal) where refusal.isDoubtful && !isAskedAgain:
        isAskedAgain = true
        try await pauses.rest(for: Self.doubtPause)
      case .busy(let refusal):
        retries += 1
        guard retries <= Self.busyRetries else { throw refusal }
        try await pauses.rest(for: Self.busyPause)
      case .refused(let refusal): throw refusal
      case .content, .done, .rebootRequired: throw DeviceRefusal(.unexpectedContent, request, httpStatus: 200)
      }
    }
  }

  /// The documents that the settings need, read now.
  mutating func snapshot(of settings: [DesiredSetting], also extra: [Endpoint] = []) async throws -> DeviceSnapshot {
    var readings: [Endpoint: DeviceSnapshot.Reading] = [:]
    let identity = try await knownIdentity(&readings)
    readings[.capabilities] = try await abilities()
    var snapshot = DeviceSnapshot(identity: identity, login: login, readings: readings)
    for endpoint in extra where snapshot.readings[endpoint] == nil { try await read(endpoint, into: &snapshot) }
    // What a setting needs may depend on a document it asked for before.
    while true {
      let missing = Set(settings.flatMap { resources(of: $0, on: snapshot) }).subtracting(snapshot.readings.keys)
      if missing.isEmpty { return snapshot }
      for endpoint in missing.sorted() { try await read(endpoint, into: &snapshot) }
    }
  }

  private mutating func read(_ endpoint: Endpoint, into snapshot: inout DeviceSnapshot) async throws {
    let sent = pauses.clock.now
    snapshot.readings[endpoint] = endpoint == FoundCamera.search ? try await lookAround() : try await read(endpoint)
    if endpoint == .time { snapshot.timeRead = DeviceSnapshot.Asked(sent: sent, received: pauses.clock.now) }
  }

  /// The cameras around, which take the recorder half a minute to find, so once for a run.
  private mutating func lookAround() async throws -> DeviceSnapshot.Reading {
    if let neighbourhood { return neighbourhood }
    let reading = try await read(FoundCamera.search)
    neighbourhood = reading
    return reading
  }

  /// What the device can do, read once.
  mutating func abilities() async throws -> DeviceSnapshot.Reading {
    if let capabilities { return capabilities }
    let reading = try await read(.capabilities)
    capabilities = reading
    return reading
  }

  /// Seconds since the device started, nil where it does not tell (isapi.md 3.3).
  mutating func uptime() async throws -> Double? {
    guard case .document(let status) = try await read(.deviceStatus) else { return nil }
    return status.root.text(at: ["deviceUpTime"]).flatMap { Double($0) }
  }

  private func resources(of desired: DesiredSetting, on snapshot: DeviceSnapshot) -> [Endpoint] {
    SettingCatalog.setting(desired.setting)?.resources(for: desired, on: snapshot) ?? []
  }

  /// What the device says it is, asked once a session; a document read for it serves the snapshot too.
  private mutating func knownIdentity(
    _ readings: inout [Endpoint: DeviceSnapshot.Reading]
  ) async throws -> DeviceIdentity {
    if let identity { return identity }
    let reading = try await read(.deviceInfo)
    guard case .document(let document) = reading, let found = DeviceIdentity(deviceInfo: document.root) else {
      throw DeviceRefusal(.unexpectedContent, .get(.deviceInfo), httpStatus: 200)
    }
    readings[.deviceInfo] = reading
    identity = found
    return found
  }

  private mutating func answer(to request: Request) async throws -> DeviceAnswer {
    do {
      return try await session().answer(to: request, presence: .optional)
    } catch is TransportError {
      await close()
      return try await session().answer(to: request, presence: .optional)
    }
  }
}

extension Endpoint {
  /// Uptime and load (isapi.md 3.3).
  static let deviceStatus: Endpoint = "/ISAPI/System/status"
}
