import FoundationEssentials
import ISAPI
import XML

/// What the recorder makes of one request, effects included.
struct Outcome {
  var delivery: Delivery
  var delay = Duration.zero
  var aftermath = Aftermath.nothing
}

extension RecorderState {
  /// Takes a request, has its effect and gives the answer; the time must have been settled before.
  mutating func receive(_ request: Request, _ arrival: Arrival, at now: Date) -> Outcome {
    // A blocked host sees connections that hang, not refusals (isapi.md 6.7).
    if !letsIn(arrival.source) { return Outcome(delivery: .silence) }
    if power.phase == .booting {
      let response = refused(.busy, at: request.endpoint)
      return finish(Outcome(delivery: .whole(response)), request, arrival, .none, at: now)
    }
    if let redirect = redirect(request, arrival) {
      return finish(Outcome(delivery: .whole(redirect)), request, arrival, .none, at: now)
    }
    switch admit(request, arrival, at: now) {
    case .turnedAway(let response, let authentication, let isLogin):
      let outcome = Outcome(delivery: .whole(response))
      return finish(outcome, request, arrival, authentication, isLogin: isLogin, at: now)
    case .admitted(let caller, let authentication, let isLogin):
      let outcome = carryOut(request, for: caller, at: now)
      return finish(
        outcome, request, arrival, authentication, isLogin: isLogin, isWrite: isWrite(request), at: now)
    }
  }

  /// Has the effect of a request that was let in, with any fault in wait for it.
  private mutating func carryOut(_ request: Request, for caller: Caller, at now: Date) -> Outcome {
    defer { if isWrite(request) { departFromRecord() } }
    guard let fault = faults.hit(by: request) else { return outcome(of: perform(request, for: caller, at: now)) }
    if fault.moment == .beforeEffect, let outcome = outcomeInstead(of: request, fault) { return outcome }
    let reply = perform(request, for: caller, at: now)
    return outcome(of: reply, request, changedBy: fault)
  }

  private func outcome(of reply: Reply) -> Outcome {
    Outcome(delivery: .whole(reply.response), delay: reply.delay, aftermath: reply.aftermath)
  }

  /// Reads, writes or does what is asked.
  private mutating func perform(_ request: Request, for caller: Caller, at now: Date) -> Reply {
    do throws(Refusal) {
      let fields = try FieldExchange(request, for: caller, in: self)
      let reply = try route(try fields.opened(request), for: caller, at: now)
      return fields.sealed(reply, to: request)
    } catch {
      return Reply(refused(error, at: request.endpoint))
    }
  }

  private mutating func route(_ request: Request, for caller: Caller, at now: Date) throws(Refusal) -> Reply {
    let path = Self.canonical(request.endpoint.path)
    if let recorded = recordedAnswer(to: request, for: caller, at: now) { return Reply(recorded) }
    for operation in OperationCatalog.all where operation.method == request.method {
      guard let id = operation.path.id(in: path), !behavior.notSupported.contains(path) else { continue }
      if operation.audience == .administrators, !caller.isAdministrator { throw .lowPrivilege }
      return try operation.perform(&self, Call(request: request, caller: caller, id: id, time: now))
    }
    if OperationCatalog.all.contains(where: { $0.path.id(in: path) != nil }), resource(at: path) == nil {
      throw .methodNotAllowed
    }
    guard let target = resource(at: path) else { throw .notSupport }
    if target.resource.isPrivate, !caller.isAdministrator { throw .lowPrivilege }
    switch request.method {
    case .get:
      guard let element = reading(target, at: now) else { throw .notSupport }
      return Reply(recordedForm(of: element, at: target) ?? document(element))
    case .put:
      if !caller.isAdministrator { throw .lowPrivilege }
      return try write(request, to: target, by: caller, at: now)
    case .post, .delete:
      throw .methodNotAllowed
    }
  }

  /// Trailing slashes are let through (isapi.md 1.1).
  private static func canonical(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  private func isWrite(_ request: Request) -> Bool {
    if request.method == .get { return false }
    let operation = OperationCatalog.all.first {
      $0.method == request.method && $0.path.id(in: request.endpoint.path) != nil
    }
    return operation?.isWrite ?? true
  }

  /// Plain HTTP is sent on to HTTPS where the recorder is told to (isapi.md 6.6).
  private func redirect(_ request: Request, _ arrival: Arrival) -> Response? {
    guard arrival.scheme == .http, let port = binding.https,
      let items = documents[Resource.adminAccesses.path]?.elements(named: "AdminAccessProtocol"),
      items.contains(where: { $0.text(at: "redirectToHttps") == "true" })
    else { return nil }
    let address = DeviceAddress(.https, binding.address, port: port)
    return Response(status: 301, headers: ["Location": "\(address)\(request.endpoint)"])
  }

  private mutating func finish(
    _ outcome: Outcome, _ request: Request, _ arrival: Arrival,
    _ authentication: RequestLogEntry.Authentication, isLogin: Bool = false, isWrite: Bool = false, at now: Date
  ) -> Outcome {
    let status: Int? =
      switch outcome.delivery {
      case .whole(let response), .truncated(let response, bytes: _): response.status
      case .cut, .silence: nil
      }
    let entry = RequestLogEntry(
      time: now, source: arrival.source, scheme: arrival.scheme, method: request.method, endpoint: request.endpoint,
      status: status, authentication: authentication, isLogin: isLogin, isWrite: isWrite)
    log.append(entry, underWay: underWay)
    outbox.append(.request(entry))
    var outcome = outcome
    outcome.delay += behavior.latency
    outcome.delivery = dated(outcome.delivery, at: now)
    return outcome
  }

  /// Puts the recorder's own time on an answer (RFC 9110 6.6.1).
  private func dated(_ delivery: Delivery, at now: Date) -> Delivery {
    let time = HTTPDate(now.addingTimeInterval(clockSkew + behavior.dateSkew)).text
    switch delivery {
    case .whole(var response):
      response.headers.set("Date", time)
      return .whole(response)
    case .truncated(var response, let bytes):
      response.headers.set("Date", time)
      return .truncated(response, bytes: bytes)
    case .cut, .silence: return delivery
    }
  }
}
