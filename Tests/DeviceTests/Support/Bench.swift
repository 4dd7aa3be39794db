import Device
import DigestAuth
import Diagnostics
import FoundationEssentials
import Host
import ISAPI
import Logging
import Settings
import Simulator

/// One simulated recorder on a network without sockets, and the gateway to it.
struct Bench {
  static let address = DeviceAddress(.http, "10.20.30.2")
  static let password = Secret("Right-Pass-1")

  let clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_790_000_000))
  let state = InMemoryStateStore()
  let network: SimulatedNetwork
  let recorder: SimulatedRecorder

  init(_ family: Family = .b, activated: Bool = true, change: (inout RecorderSeed) -> Void = { _ in }) throws {
    let model = try Bench.require(RecorderModel("DS-7608NI-K2/8P"))
    let profile = RecorderProfile(model: model, family: family)
    var seed = RecorderSeed.factoryFresh(profile)
    seed.address = InterfaceAddress(Self.address.host, prefix: 24, gateway: "10.20.30.1")
    if activated { seed.password = Self.password }
    change(&seed)
    recorder = SimulatedRecorder(seed, clock: clock)
    network = SimulatedNetwork(clock: clock)
    network.plugIn(recorder)
  }

  /// A gateway as a new run would have it, with what earlier runs left behind.
  func gateway(serial: String? = nil, declaring change: (inout DeclaredIdentity) -> Void = { _ in }) throws
    -> DeviceGateway
  {
    let range = SourceRange(
      file: "nvr.yaml", start: SourcePosition(line: 1, column: 1), end: SourcePosition(line: 1, column: 1))
    var declared = DeclaredIdentity(
      serial: serial ?? recorder.profile.serial, mac: nil, model: nil, firmware: nil, range: range)
    change(&declared)
    return try DeviceGateway(
      dialer: network, declared: declared, folder: DeviceFolder(serial: declared.serial ?? ""), state: state,
      clock: clock, logger: Logger(label: "test"))
  }

  func login(_ password: Secret = Bench.password) async throws -> any DeviceTransport {
    try await gateway().session(at: Self.address, as: Credentials(username: "admin", password: password))
  }

  /// A transport that has sent nothing yet.
  func transport(as credentials: Credentials) async throws -> DigestTransport {
    DigestTransport(
      try await network.connect(to: Self.address, trust: EveryKey()), address: Self.address, credentials: credentials,
      lane: LoginLane(
        ledger: LoginLedger(folder: DeviceFolder(serial: "1"), state: state, clock: clock), clock: clock),
      slots: RequestSlots(2))
  }

  /// What the user has left as the recorder counts.
  var triesLeft: Int { recorder.triesLeft(of: "admin", from: network.clientAddress) }

  /// Wrong tries of somebody else on this machine.
  func spoil(tries: Int) async throws {
    let connection = try await network.connect(to: Self.address, trust: EveryKey())
    for _ in 0..<tries {
      let challenge = try await connection.exchange(.get(.deviceInfo))
      guard let digest = OfferedSchemes(authenticateFields: challenge.headers[values: "WWW-Authenticate"]).digest
      else { throw Missing() }
      var session = DigestSession(digest, cnonce: "0a4f113b")
      let answer = session.answer(
        method: "GET", uri: Endpoint.deviceInfo.target, username: "admin", password: "Guessed-Pass-1")
      var request = Request.get(.deviceInfo)
      request.headers.set("Authorization", answer.headerValue)
      _ = try await connection.exchange(request)
    }
  }

  struct Missing: Error {}

  private static func require<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Missing() }
    return value
  }
}

extension Credentials {
  static let right = Credentials(username: "admin", password: Bench.password)
  static let wrong = Credentials(username: "admin", password: Secret("Wrong-Pass-1"))
}
