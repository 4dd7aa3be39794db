import Applier
import Device
import FoundationEssentials
import Host
import ISAPI
import Logging
import Manifest
import Planner
import Settings
import Simulator
import Synchronization
import TestSupport
import Testing

/// A simulated recorder, a manifest for it, and everything an apply needs, with a clock that jumps.
struct ApplyBench {
  static let password = Secret("Riverside-2026")
  static let home = InterfaceAddress("10.20.30.10", gateway: "10.20.30.1")
  static let tool = "1.0.0-test"

  let clock = ManualWallClock(startingAt: Date(timeIntervalSince1970: 1_769_860_800))
  let network: SimulatedNetwork
  let recorder: SimulatedRecorder
  var store = InMemoryStateStore()
  var events = EventLog()
  /// What stands between the program and the network, nil for nothing.
  var dialer: (any DeviceDialer)?
  /// What left for the recorder.
  let traffic = TrafficRecord()
  /// Whether the recorder's announcements reach this machine.
  var hearsAnnouncements = true
  /// Passwords by the name of their environment variable.
  var passwords = ["NVR": Self.password]

  init(_ family: Family = .a, _ adjust: (inout RecorderSeed) -> Void = { _ in }) throws {
    let model = try #require(RecorderModel(family == .a ? "DS-7608NI-K2/8P" : "DS-7716NI-M4"))
    var seed = RecorderSeed.activated(
      RecorderProfile(model: model, family: family), at: Self.home, password: Self.password)
    adjust(&seed)
    network = SimulatedNetwork(clock: clock)
    recorder = SimulatedRecorder(seed, clock: clock)
    network.plugIn(recorder)
  }

  /// The declaration of one recorder with this `spec` below its identity, addresses and account.
  func declaration(_ spec: String, serial: String? = nil, at addresses: String = "https://10.20.30.10") throws
    -> RecorderDeclaration
  {
    let account =
      passwords.keys.contains("OLD") ? "{password: {env: NVR}, previousPassword: {env: OLD}}" : "{password: {env: NVR}}"
    let head = """
      identity: {serial: "\(serial ?? recorder.profile.shortSerial)"}
      connect: {addresses: [\(addresses)]}
      admin: \(account)
      """
    let body = (head + "\n" + spec).split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    let text = "apiVersion: nvrctl/v1\nkind: Recorder\nmetadata: {name: nvr-1}\nspec:\n\(body)\n"
    let tree = ManifestTree(reading: [ManifestFile(name: "nvr-1.yaml", bytes: Array(text.utf8))])
    try #require(!tree.hasErrors, "\(tree.diagnostics)")
    return try #require(tree.recorders.first)
  }

  /// A gateway as a new process would have it.
  func gateway(
    _ declaration: RecorderDeclaration, in process: MortalProcess = MortalProcess()
  ) throws -> DeviceGateway {
    try DeviceGateway(
      dialer: RecordingDialer(MortalDialer(dialer: dialer ?? network, process: process), into: traffic),
      declared: declaration.identity,
      folder: DeviceFolder(serial: declaration.identity.serial ?? ""),
      state: MortalStateStore(store: store, process: process), clock: MortalClock(clock: clock, process: process),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// Looks at the recorder and plans.
  func plan(_ declaration: RecorderDeclaration, _ goal: PlanRequest.Goal = .inPlace) async throws -> Plan {
    let credentials = ["NVR", "OLD"].compactMap { passwords[$0] }
      .map { Credentials(username: "admin", password: $0) }
    let located = try await RecorderLocator(gateway(declaration)).locate(declaration.addresses, as: credentials)
    var request = PlanRequest(
      declaration: declaration, finding: try await finding(located, declaration), goal: goal,
      survey: ResetSurvey(
        defaultAddress: AddressProbe(DeviceAddress(.https, "192.168.1.64"), answers: false), isLocal: true),
      now: clock.now, tool: Self.tool)
    request.survey.ways.ownHost = network.clientAddress
    for condition in request.wayInConditions {
      if condition.isMetByAnnouncement, hearsAnnouncements { request.survey.isAnnounced = true }
      try await request.survey.ways.prove(
        condition.places(among: declaration.addresses, at: located.address), through: gateway(declaration),
        as: credentials[0])
    }
    return try Plan(for: request)
  }

  /// What the recorder announces, where it is heard.
  func announcements(of declaration: RecorderDeclaration) -> Announcements? {
    guard hearsAnnouncements else { return nil }
    return Announcements(
      of: WantedDevice(serial: declaration.identity.serial, mac: declaration.identity.mac),
      by: SimulatedDiscovery(on: network))
  }

  private func finding(_ located: LocatedRecorder, _ declaration: RecorderDeclaration) async throws -> Finding {
    guard case .active(let login, let credentials) = located.state else { return .inactive(at: located.address) }
    let reader = SnapshotReader(login.transport, clock: clock)
    var snapshot = try await reader.snapshot(of: PlanReads.first)
    snapshot.login = credentials.password == passwords["NVR"] ? .current : .previous
    while case let next = PlanReads.next(for: declaration.settings, on: snapshot), !next.isEmpty {
      try await reader.extend(&snapshot, by: next)
    }
    await login.transport.close()
    return .active(snapshot, at: located.address)
  }

  /// Carries a plan out as a new process would, which may die on the way, and takes over what one before it left.
  func apply(
    _ plan: Plan, _ declaration: RecorderDeclaration,
    allowing allowances: Allowances = Allowances([.footageLoss: "accepted"]), takingOver owner: String? = "tests",
    tool: String = Self.tool, hearing announcements: Announcements? = nil, resuming run: RunID? = nil,
    stopping shouldStop: @escaping @Sendable () -> Bool = { false }, in process: MortalProcess = MortalProcess()
  ) async throws -> RunResult {
    // Announcements are the second way in of a change that may move the recorder.
    let movesInPlace = plan.gates.contains { $0.name == "second way in" } && !plan.mode.isReset
    let heard = announcements ?? (movesInPlace ? self.announcements(of: declaration) : nil)
    let run = PlanRun(
      plan, resuming: run, gateway: try gateway(declaration, in: process), announcements: heard,
      store: MortalStateStore(store: store, process: process), clock: MortalClock(clock: clock, process: process),
      secrets: secrets,
      options: RunOptions(tool: tool, owner: "tests", allowances: allowances, takeOver: owner), shouldStop: shouldStop,
      observe: events.note)
    return await run.run()
  }

  /// Goes on with the only run there is, as a new process would.
  func resume(_ declaration: RecorderDeclaration, in process: MortalProcess = MortalProcess()) async throws -> RunResult
  {
    let record = try onlyRun()
    return try await apply(record.plan, declaration, allowing: Allowances(), resuming: record.id, in: process)
  }

  private var secrets: ResolvedSecrets {
    ResolvedSecrets(Dictionary(passwords.map { (SecretReference.environment($0.key), $0.value) }) { $1 })
  }

  /// Plans and carries out.
  func converge(_ declaration: RecorderDeclaration, _ goal: PlanRequest.Goal = .inPlace) async throws -> RunResult {
    try await apply(try await plan(declaration, goal), declaration)
  }

  /// All journals as text.
  var journals: String {
    get throws {
      try store.list("runs").map { name in
        String(decoding: try store.read(RunID(name).journal) ?? [], as: UTF8.self)
      }.joined()
    }
  }

  /// The only run there is.
  func onlyRun() throws -> RunRecord {
    let names = try store.list("runs")
    try #require(names.count == 1)
    return try RunRecord(RunID(names[0]), in: store)
  }
}

/// What an apply told those who watch.
final class EventLog: Sendable {
  private let contents = Mutex<[ApplyEvent]>([])
  private let watch: @Sendable (ApplyEvent) -> Void

  /// A log that hands everything on as well.
  init(_ watch: @escaping @Sendable (ApplyEvent) -> Void = { _ in }) { self.watch = watch }

  func note(_ event: ApplyEvent) {
    contents.withLock { $0.append(event) }
    watch(event)
  }

  var all: [ApplyEvent] { contents.withLock { $0 } }

  /// The places watched while a step waited.
  var sightings: [Waiting.Sighting] {
    all.flatMap { event -> [Waiting.Sighting] in
      if case .waiting(_, let waiting) = event { waiting.sightings } else { [] }
    }
  }
}
