import ISAPI
import XML

/// The ways in which an answer can repeat what was sent.
enum EchoForm: String, Sendable, CaseIterable {
  case reason
  case errorUnderOK
  case freeText
  case json
  case webPage
  case tags
  case attributes
  case encodingName
  case redirect
  case challenge
  case lock
  case plainText
  case success

  /// An answer with a text in it.
  func response(repeating text: String) -> Response {
    let inside = XMLText(text).raw
    return switch self {
    case .reason: Self.status(400, "<statusCode>6</statusCode><subStatusCode>\(inside)</subStatusCode>")
    case .errorUnderOK: Self.status(200, "<statusCode>4</statusCode><subStatusCode>\(inside)</subStatusCode>")
    case .freeText:
      Self.status(
        403,
        "<requestURL>\(inside)</requestURL><statusCode>4</statusCode><statusString>\(inside)</statusString>"
          + "<description>\(inside)</description>")
    case .json: Self.answer(400, "application/json", "{\"statusCode\":6,\"subStatusCode\":\"\(inside)\"}")
    case .webPage: Self.answer(200, "text/html", "<html><title>\(inside)</title><body>\(text)</body></html>")
    case .tags: Self.answer(200, "application/xml", "<\(text)><a></\(text)>")
    case .attributes: Self.answer(200, "application/xml", "<a \(text)=\"\(inside)\" \(text)=\"\(inside)\"/>")
    case .encodingName: Self.answer(200, "application/xml", "<?xml version=\"1.0\" encoding=\"\(inside)\"?><a/>")
    case .redirect:
      Response(status: 302, headers: ["Location": "http://\(text)/\(text)?\(text)", "Server": text])
    case .challenge:
      Response(
        status: 401, headers: ["WWW-Authenticate": "Digest realm=\"x\", nonce=\"x\", qop=\"auth\", domain=\"\(text)\""])
    case .lock:
      Self.status(
        401, "<statusCode>4</statusCode><subStatusCode>\(inside)</subStatusCode><lockStatus>\(inside)</lockStatus>")
    case .plainText: Self.answer(500, "text/plain", text)
    case .success:
      Self.status(200, "<statusCode>1</statusCode><statusString>\(inside)</statusString><id>\(inside)</id>")
    }
  }

  private static func status(_ status: Int, _ fields: String) -> Response {
    answer(status, "application/xml", "<ResponseStatus>\(fields)</ResponseStatus>")
  }

  private static func answer(_ status: Int, _ type: String, _ body: String) -> Response {
    Response(status: status, headers: ["Content-Type": type, "X-Echo": body], body: Array(body.utf8))
  }
}

/// A network on which writes of one resource, and of its items, get an answer that is no recorder's own.
struct EchoingDialer: DeviceDialer {
  var dialer: any DeviceDialer
  var path: String
  var echo: Response

  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    EchoingConnection(connection: try await dialer.connect(to: address, trust: trust), path: path, echo: echo)
  }
}

private struct EchoingConnection: DeviceConnection {
  var connection: any DeviceConnection
  var path: String
  var echo: Response

  var ownHost: String? { connection.ownHost }

  func exchange(_ request: Request) async throws -> Response {
    let isMeant = request.method != .get && request.endpoint.path.hasPrefix(path)
    return isMeant ? echo : try await connection.exchange(request)
  }

  func close() async { await connection.close() }
}
