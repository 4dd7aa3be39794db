import DigestAuth
import FoundationEssentials
import Host
import ISAPI
import Simulator
import XML

/// A client that logs in as simply as can be, to look at the recorder from outside.
struct RecorderClient {
  var network: SimulatedNetwork
  var address: DeviceAddress
  var username = "admin"
  var password = "Sunrise-44"

  /// Sends one request and answers one challenge.
  func send(_ request: Request) async throws -> Response {
    let connection = try await network.connect(to: address, trust: TrustEverybody())
    let first = try await connection.exchange(request)
    guard first.status == 401, let challenge = OfferedSchemes(authenticateFields: first.challenges).digest
    else { return first }
    return try await connection.exchange(answering(challenge, request))
  }

  /// The request with an answer to a challenge.
  func answering(_ challenge: DigestChallenge, _ request: Request) -> Request {
    var session = DigestSession(challenge, cnonce: "0a4f113b")
    let answer = session.answer(
      method: request.method.rawValue, uri: request.endpoint.target, username: username, password: password)
    var request = request
    request.headers.set("Authorization", answer.headerValue)
    return request
  }

  /// Reads a document.
  func get(_ path: String) async throws -> XMLElement {
    try XMLDocument(parsing: try await send(.get(Endpoint(path))).body).root
  }

  /// Reads a document, changes it and sends it back whole.
  @discardableResult
  func change(_ path: String, _ body: (inout XMLElement) -> Void) async throws -> ResponseStatus {
    var root = try await get(path)
    body(&root)
    return try await put(path, root)
  }

  @discardableResult
  func put(_ path: String, _ root: XMLElement) async throws -> ResponseStatus {
    try await send(.send(.put, Endpoint(path), XMLDocument(root: root))).deviceStatus
  }

  @discardableResult
  func post(_ path: String, _ text: String) async throws -> ResponseStatus {
    let document = try XMLDocument(parsing: Array(text.utf8))
    return try await send(.send(.post, Endpoint(path), document)).deviceStatus
  }

  @discardableResult
  func put(_ path: String) async throws -> ResponseStatus {
    try await send(Request(.put, Endpoint(path))).deviceStatus
  }

  @discardableResult
  func delete(_ path: String) async throws -> ResponseStatus {
    try await send(Request(.delete, Endpoint(path))).deviceStatus
  }
}

/// Takes any certificate.
struct TrustEverybody: CertificateTrust {
  func accepts(fingerprint: String, from address: DeviceAddress) -> Bool { true }
}

extension Response {
  var challenges: [String] { headers[values: "WWW-Authenticate"] }

  /// What the device says, read without the product's own interpretation.
  var deviceStatus: ResponseStatus {
    let root = try? XMLDocument(parsing: body).root
    return ResponseStatus(
      statusCode: root?.text(at: "statusCode").flatMap { Int($0) } ?? -1,
      subStatusCode: root?.text(at: "subStatusCode") ?? "", id: root?.text(at: "id"),
      retriesLeft: root?.text(at: "retryTimes").flatMap { Int($0) },
      unlockSeconds: root?.text(at: "resLockTime").flatMap { Int($0) },
      isLocked: root?.text(at: "lockStatus") == "locked")
  }
}
