package import XML

/// What an answer means, whatever mixture of HTTP status and body it was told by (isapi.md 1.6).
package enum DeviceAnswer: Sendable, Hashable {
  /// The document asked for.
  case document(XMLDocument)
  /// Something that is not XML: a file, a picture, JSON.
  case content([UInt8])
  /// Done, and in effect.
  case done(ResponseStatus)
  /// Accepted; in effect after a restart.
  case rebootRequired(ResponseStatus)
  /// The device does not have the resource.
  case notPresent(status: Int, subStatus: String)
  /// The device asks to come back later.
  case busy(DeviceRefusal)
  /// Not done.
  case refused(DeviceRefusal)

  /// Whether a device may lack a resource.
  package enum Presence: Sendable, Hashable {
    case required
    case optional
  }

  /// Tells what a response means as the answer to a request.
  ///
  /// Only a read of an optional resource can find it missing: 400, 403, 404 and 500 all say so (isapi.md 12.4), and
  /// so do the codes that go with 400 and 403 under HTTP 200 and 503.
  package init(_ response: Response, to request: Request, presence: Presence = .required) {
    let body = Body(response)
    let refusal = DeviceRefusal(.refused, request, httpStatus: response.status, status: body.status)
    let isMissing = presence == .optional && request.method == .get && Self.saysMissing(refusal)
    if isMissing || Self.isMissingTrigger(response, request) {
      self = .notPresent(status: response.status, subStatus: refusal.subStatusCode)
    } else if (200..<300).contains(response.status) {
      self = Self.success(body, request, refusal)
    } else if refusal.statusCode == 2 || (response.status == 503 && refusal.statusCode == nil) {
      self = .busy(DeviceRefusal(.busy, request, httpStatus: response.status, status: body.status))
    } else {
      self = .refused(refusal)
    }
  }

  private static func success(_ body: Body, _ request: Request, _ refusal: DeviceRefusal) -> Self {
    func refused(_ kind: DeviceRefusal.Kind) -> Self {
      .refused(DeviceRefusal(kind, request, httpStatus: refusal.httpStatus))
    }
    switch body {
    case .status(let status): return outcome(of: status, request, refusal)
    case .document(let document): return .document(document)
    case .content(let bytes): return .content(bytes)
    case .webPage: return refused(.webPage)
    case .malformed(let error): return refused(.malformed(error))
    case .empty:
      // Some firmware says nothing after a write that it carried out; reading back tells.
      return request.method == .get ? refused(.empty) : .done(ResponseStatus(statusCode: 1))
    }
  }

  private static func outcome(of status: ResponseStatus, _ request: Request, _ refusal: DeviceRefusal) -> Self {
    switch status.statusCode {
    case 0, 1: .done(status)
    case 2: .busy(DeviceRefusal(.busy, request, httpStatus: refusal.httpStatus, status: status))
    case 7: .rebootRequired(status)
    case 8 where status.subStatusCode.lowercased() == "allsuccess": .done(status)
    default: .refused(refusal)
    }
  }

  /// A trigger that does not exist answers 503 forever (isapi.md 12.6).
  private static func isMissingTrigger(_ response: Response, _ request: Request) -> Bool {
    response.status == 503 && request.method == .get
      && request.endpoint.path.lowercased().hasPrefix("/isapi/event/triggers/")
  }

  /// Refusals that speak of the user or of the device's state say nothing about the resource.
  private static func saysMissing(_ refusal: DeviceRefusal) -> Bool {
    if refusal.statusCode == 2 { return false }
    let isSaid = refusal.statusCode.map { (4...6).contains($0) } ?? false
    return ([400, 403, 404, 500].contains(refusal.httpStatus) || ([200, 503].contains(refusal.httpStatus) && isSaid))
      && ![
        "lowprivilege", "badauthorization", "notactivated", "maxsessionuserlink", "loginnumexceedlimit",
        "usernamelocked", "upgrading",
      ].contains(refusal.subStatusCode.lowercased())
  }
}

/// What a body is, as far as the bytes tell; the content type of devices does not (isapi.md 1.1).
private enum Body {
  case empty
  case status(ResponseStatus)
  case document(XMLDocument)
  case webPage
  case malformed(MalformedXML)
  case content([UInt8])

  init(_ response: Response) {
    let bytes = response.body
    let isXML = response.headers["Content-Type"]?.lowercased().contains("xml") ?? false
    guard let first = bytes.first(where: { $0 > 0x20 }) else {
      self = .empty
      return
    }
    if first == UInt8(ascii: "{"), let status = ResponseStatus(parsing: response) {
      self = .status(status)
    } else if first == UInt8(ascii: "<") || bytes.starts(with: [0xEF, 0xBB, 0xBF]) || isXML {
      self.init(markup: bytes)
    } else {
      self = .content(bytes)
    }
  }

  private init(markup bytes: [UInt8]) {
    let start = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased()
    if start.contains("<!doctype html") || start.contains("<html") {
      self = .webPage
      return
    }
    do {
      let document = try XMLDocument(parsing: bytes)
      self = ResponseStatus(document.root).map(Self.status) ?? .document(document)
    } catch {
      self = .malformed(error)
    }
  }

  var status: ResponseStatus? { if case .status(let status) = self { status } else { nil } }
}
