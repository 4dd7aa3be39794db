import ISAPI
import XML

extension RecorderState {
  /// What a client gets when a fault keeps a request from having its effect; nil where it has its effect all the same.
  func outcomeInstead(of request: Request, _ fault: Fault) -> Outcome? {
    switch fault.kind {
    case .slow, .clamp, .otherSerial, .newCertificate: nil
    default: outcome(of: Reply(done(request.endpoint)), request, spoiltBy: fault.kind)
    }
  }

  /// What a client gets when a fault follows the effect.
  mutating func outcome(of reply: Reply, _ request: Request, changedBy fault: Fault) -> Outcome {
    if case .clamp(let element, let value) = fault.kind { clamp(element, to: value, at: request.endpoint) }
    return outcome(of: reply, request, spoiltBy: fault.kind)
  }

  private func outcome(of reply: Reply, _ request: Request, spoiltBy kind: Fault.Kind) -> Outcome {
    var outcome = Outcome(delivery: .whole(reply.response), delay: reply.delay, aftermath: reply.aftermath)
    switch kind {
    case .closeConnection:
      outcome.delivery = .cut
    case .silence:
      outcome.delivery = .silence
    case .refusal(let status, let code, let subStatus):
      outcome.delivery = .whole(refused(Refusal(status: status, code: code, subStatus), at: request.endpoint))
    case .busy:
      outcome.delivery = .whole(refused(.busy, at: request.endpoint))
    case .errorUnderOK(let code, let subStatus):
      outcome.delivery = .whole(refused(Refusal(status: 200, code: code, subStatus), at: request.endpoint))
    case .html:
      outcome.delivery = .whole(Self.page("<html><head><title>index</title></head><body></body></html>", "text/html"))
    case .malformedXML:
      outcome.delivery = .whole(Self.page("<?xml version=\"1.0\"?><DeviceInfo><model>", "application/xml"))
    case .truncatedBody:
      outcome.delivery = .truncated(reply.response, bytes: reply.response.body.count / 2)
    case .otherSerial(let serial):
      outcome.delivery = .whole(withSerial(serial, reply.response))
    case .slow(let delay):
      outcome.delay += delay
    case .reboot:
      outcome.delivery = .cut
      outcome.aftermath = .powerLoss
    case .newCertificate:
      outcome.aftermath = .certificate
    case .clamp, .ignoredWrite:
      break
    }
    return outcome
  }

  private static func page(_ text: String, _ type: String) -> Response {
    Response(status: 200, headers: ["Content-Type": type], body: Array(text.utf8))
  }

  private func withSerial(_ serial: String, _ response: Response) -> Response {
    var response = response
    let text = String(decoding: response.body, as: UTF8.self)
    response.body = Array(text.replacing(profile.serial, with: serial).utf8)
    return response
  }

  /// Keeps another value than the one that was written (isapi.md 0.4.3).
  private mutating func clamp(_ name: String, to value: String, at endpoint: Endpoint) {
    guard let target = resource(at: endpoint.path), var document = documents[target.resource.path],
      var owner = target.owner(in: document)
    else { return }
    owner.setEverywhere(name, to: value)
    target.replaceOwner(in: &document, with: owner)
    documents[target.resource.path] = document
  }
}

extension XMLElement {
  fileprivate mutating func setEverywhere(_ name: String, to value: String) {
    modifyElements(named: name) { $0.setText(value) }
    for child in Set(elements.map(\.localName)) where child != name {
      modifyElements(named: child) { $0.setEverywhere(name, to: value) }
    }
  }
}
