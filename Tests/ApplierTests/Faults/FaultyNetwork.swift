import FoundationEssentials
import Host
import ISAPI
import Simulator
import Synchronization

/// A simulated network on which one chosen exchange, or all from it on, go wrong; it remembers every exchange.
///
/// What goes wrong is told to the client only: what was really done is told by the recorder's own log.
final class FaultyNetwork: DeviceDialer {
  /// One exchange as it came past.
  struct Exchange: Sendable, Hashable {
    /// The step that made it, empty before the first.
    var step: String
    var request: Request
    var isSigned: Bool
    /// Nil where nothing was answered.
    var status: Int?
    var saysStale = false

    /// What tells it from others: step, method, resource, and whether it carries credentials.
    var label: String {
      "\(step.isEmpty ? "check" : step): \(request.method.rawValue) \(request.endpoint.path)\(isSigned ? "" : " (open)")"
    }

    /// Whether it means to change something; the search in the log and the challenges do not.
    var isWrite: Bool {
      let path = request.endpoint.path
      return request.method != .get
        && !["/challenge", "/GetChallengeV3", "/logSearch"].contains(where: path.hasSuffix)
    }
  }

  private struct State {
    var exchanges: [Exchange] = []
    var step = ""
    var target: Int?
    var began: Date?
    var resource: String?
    var refusesOnce = false
    var isAway = false
    var others: [SimulatedRecorder] = []
  }

  let inner: SimulatedNetwork
  private let bench: ApplyBench
  private let scenario: FaultScenario
  private let mishap: Mishap?
  private let state: Mutex<State>

  /// A network on which something goes wrong at the exchange of an index.
  init(_ bench: ApplyBench, _ scenario: FaultScenario, _ mishap: Mishap? = nil, at index: Int? = nil) {
    inner = bench.network
    self.bench = bench
    self.scenario = scenario
    self.mishap = mishap
    state = Mutex(State(target: index))
  }

  /// Everything that came past.
  var exchanges: [Exchange] { state.withLock { $0.exchanges } }

  /// The devices that took the recorder's place.
  var others: [SimulatedRecorder] { state.withLock { $0.others } }

  /// Names the step that the next exchanges belong to.
  func enter(_ step: String) { state.withLock { $0.step = step } }

  /// Nothing goes wrong any more: the recorder is back on the network, and nobody else in its place.
  func repair() {
    state.withLock { $0.target = nil }
    restore()
  }

  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    settle()
    if isNow(.refused) { throw TransportError(.refused, address: address, detail: "connection refused") }
    if state.withLock({ state in
      defer { state.refusesOnce = false }
      return state.refusesOnce
    }) {
      throw TransportError(.refused, address: address, detail: "connection refused")
    }
    if isNow(.silence(.before)) || isNow(.silence(.after)) {
      try await bench.clock.sleep(for: .seconds(5))
      throw TransportError(.connectTimeout, address: address, detail: "no connection")
    }
    return Line(network: self, inner: try await inner.connect(to: address, trust: trust), address: address)
  }

  /// What goes wrong with the next exchange, which is remembered.
  private func take(_ request: Request) -> (index: Int, Mishap.Kind?) {
    settle()
    let now = bench.clock.now
    return state.withLock { state in
      let isSigned = request.headers["Authorization"] != nil
      let index = state.exchanges.count
      state.exchanges.append(Exchange(step: state.step, request: request, isSigned: isSigned))
      guard let mishap, let target = state.target else { return (index, nil) }
      if index == target {
        state.began = now
        state.resource = request.method.rawValue + request.endpoint.path
        if mishap.kind == .refused, mishap.lasting == .once { state.refusesOnce = true }
        return (index, mishap.kind)
      }
      guard index > target, let began = state.began, mishap.lasting.holds(since: began, at: now) else {
        return (index, nil)
      }
      switch mishap.kind {
      case .unauthorized, .locked: return (index, isSigned ? mishap.kind : nil)
      case .gone, .swap: return (index, nil)
      default:
        let isSame = state.resource == request.method.rawValue + request.endpoint.path
        return (index, mishap.isEverywhere || isSame ? mishap.kind : nil)
      }
    }
  }

  private func isNow(_ kind: Mishap.Kind) -> Bool {
    let now = bench.clock.now
    return state.withLock { state in
      guard let mishap, mishap.kind == kind, state.target != nil, let began = state.began else { return false }
      return mishap.lasting.holds(since: began, at: now)
    }
  }

  /// Ends what lasts no longer.
  private func settle() {
    let now = bench.clock.now
    let isOver = state.withLock { state in
      guard let began = state.began, let mishap else { return false }
      return !mishap.lasting.holds(since: began, at: now)
    }
    if isOver { restore() }
  }

  private func restore() {
    let others = state.withLock { state -> [SimulatedRecorder]? in
      defer { state.isAway = false }
      return state.isAway ? state.others : nil
    }
    guard let others else { return }
    for other in others { inner.unplug(other) }
    inner.plugIn(bench.recorder)
  }

  private func remove(putting other: SimulatedRecorder?) {
    state.withLock { state in
      state.isAway = true
      if let other { state.others.append(other) }
    }
    inner.unplug(bench.recorder)
    if let other { inner.plugIn(other) }
  }

  private func note(_ index: Int, _ response: Response) {
    state.withLock {
      $0.exchanges[index].status = response.status
      $0.exchanges[index].saysStale =
        response.headers["WWW-Authenticate"]?.lowercased().contains("stale=\"true\"") ?? false
    }
  }

  /// One connection through this network.
  private struct Line: DeviceConnection {
    let network: FaultyNetwork
    let inner: any DeviceConnection
    let address: DeviceAddress

    var ownHost: String? { inner.ownHost }

    func close() async { await inner.close() }

    func exchange(_ request: Request) async throws -> Response {
      let (index, kind) = network.take(request)
      let response = try await answer(to: request, kind)
      network.note(index, response)
      return response
    }

    private func answer(to request: Request, _ kind: Mishap.Kind?) async throws -> Response {
      switch kind {
      case nil: return try await inner.exchange(request)
      case .refused, .cut(.before): throw await end(.cutOff, request)
      case .cut(.after):
        _ = try await inner.exchange(request)
        throw await end(.cutOff, request)
      case .silence(let moment):
        if moment == .after { _ = try await inner.exchange(request) }
        try await network.bench.clock.sleep(for: request.timeLimit ?? .seconds(15))
        throw await end(.answerTimeout, request)
      case .unauthorized: return .challenge(isLocked: false, for: request)
      case .locked: return .challenge(isLocked: true, for: request)
      case .says(let status, let code, let subStatus, let moment):
        if moment == .after { _ = try await inner.exchange(request) }
        return .status(status, code, subStatus, for: request)
      case .forbiddenPage: return .page(403)
      case .page(let moment):
        if moment == .after { _ = try await inner.exchange(request) }
        return .page(200)
      case .malformed(let moment):
        if moment == .after { _ = try await inner.exchange(request) }
        return Response(
          status: 200, headers: ["Content-Type": "application/xml"],
          body: Array("<?xml version=\"1.0\"?><DeviceInfo><model>".utf8))
      case .truncated:
        var response = try await inner.exchange(request)
        response.body = Array(response.body.prefix(response.body.count / 2))
        return response
      case .otherSerial:
        var response = try await inner.exchange(request)
        let text = String(decoding: response.body, as: UTF8.self)
        response.body = Array(text.replacing(network.bench.recorder.profile.shortSerial, with: "0999999999").utf8)
        return response
      case .swap(let isInactive):
        network.remove(putting: network.scenario.other(network.bench, isInactive: isInactive))
        throw await end(.cutOff, request)
      case .clamp: return try await inner.exchange(network.scenario.clamped(request) ?? request)
      case .ignored: return .status(200, 1, "ok", for: request)
      case .slow:
        try await network.bench.clock.sleep(for: .seconds(2))
        return try await inner.exchange(request)
      case .reboot(let moment):
        if moment == .after { _ = try await inner.exchange(request) }
        network.bench.recorder.powerCycle()
        throw await end(.cutOff, request)
      case .gone(let moment):
        if moment == .after { _ = try await inner.exchange(request) }
        network.remove(putting: nil)
        try await network.bench.clock.sleep(for: .seconds(15))
        throw await end(.answerTimeout, request)
      }
    }

    private func end(_ reason: TransportError.Reason, _ request: Request) async -> TransportError {
      await inner.close()
      return TransportError(reason, address: address, endpoint: request.endpoint, detail: "injected")
    }
  }
}

extension Mishap.Lasting {
  /// Whether something that began at a moment still goes on.
  fileprivate func holds(since began: Date, at now: Date) -> Bool {
    switch self {
    case .once: false
    case .aMinute: now.timeIntervalSince(began) < 60
    case .forever: true
    }
  }
}

extension Response {
  fileprivate static func challenge(isLocked: Bool, for request: Request) -> Response {
    let detail =
      isLocked
      ? "<lockStatus>locked</lockStatus><resLockTime>1800</resLockTime>"
      : "<lockStatus>unlock</lockStatus>"
    var response = status(401, 4, "invalidOperation", for: request, more: detail)
    response.headers.add(
      "WWW-Authenticate",
      "Digest qop=\"auth\", realm=\"DVRNVRDVS\", nonce=\"4e5468694e7a42694e7a4d364f44\", stale=\"FALSE\"")
    return response
  }

  fileprivate static func status(
    _ status: Int, _ code: Int, _ subStatus: String, for request: Request, more: String = ""
  ) -> Response {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?><ResponseStatus version="2.0"><requestURL>\(request.endpoint.path)</requestURL>\
      <statusCode>\(code)</statusCode><statusString>x</statusString><subStatusCode>\(subStatus)</subStatusCode>\(more)\
      </ResponseStatus>
      """
    return Response(status: status, headers: ["Content-Type": "application/xml"], body: Array(text.utf8))
  }

  fileprivate static func page(_ status: Int) -> Response {
    let text = "<html><head><title>index</title></head><body>Forbidden</body></html>"
    return Response(status: status, headers: ["Content-Type": "text/html"], body: Array(text.utf8))
  }
}
