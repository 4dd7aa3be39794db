import FieldEncryption
import Host
import ISAPI
import XML

/// The sensitive fields of one request and its answer: encrypted where the request says so (isapi.md 8.2).
struct FieldExchange {
  private let behavior: RecorderBehavior.FieldEncryption?
  private let cipher: FieldCipher?
  private let vector: FieldVector?

  /// Throws where the request asks for encryption and names no usable vector.
  init(_ request: Request, for caller: Caller, in state: RecorderState) throws(Refusal) {
    behavior = state.behavior.fieldEncryption
    let query = request.endpoint.query
    guard let behavior, behavior.practice != .ignored, query["security"] == "1",
      let version = FieldCipherTerms.Version(rawValue: behavior.version),
      let terms = FieldCipherTerms(version, iterations: behavior.iterations, salt: behavior.salt),
      let own = state.user(named: caller.username)?.text(at: "id").flatMap({ state.password(ofUser: $0) })
    else {
      cipher = nil
      vector = nil
      return
    }
    guard let vector = query["iv"].flatMap({ FieldVector($0) }) else { throw .content("badParameters") }
    self.vector = vector
    let password = behavior.practice == .otherKey ? String(own.reversed()) + own : own
    cipher = FieldCipher(terms, username: caller.username, password: Secret(password))
  }

  /// The request with its fields in clear.
  func opened(_ request: Request) throws(Refusal) -> Request {
    guard let resource = SensitiveResource(of: request.endpoint), !request.body.isEmpty else { return request }
    guard let cipher, let vector else {
      if behavior?.refusesPlain == true, request.carriesSecret { throw .content() }
      return request
    }
    if behavior?.practice == .refusesDocuments { throw .content() }
    guard var document = try? XMLDocument(parsing: request.body) else { throw .malformed }
    do {
      try resource.change(&document.root) { (text) throws(FieldCipherFailure) in try cipher.open(text, from: vector) }
    } catch {
      throw .content()
    }
    // With encryption, whoever sets a password proves to know his own (isapi.md 8.1).
    if resource == .users, document.root.text(at: "password") ?? "" != "",
      document.root.text(at: "loginPassword") ?? "" == ""
    {
      throw .operation("loginPasswordError")
    }
    var opened = request
    opened.body = document.bytes
    return opened
  }

  /// The answer with its fields encrypted.
  func sealed(_ reply: Reply, to request: Request) -> Reply {
    guard let cipher, let vector, let resource = SensitiveResource(of: request.endpoint),
      var document = try? XMLDocument(parsing: reply.response.body)
    else { return reply }
    resource.change(&document.root) { (try? cipher.seal($0, from: vector)) ?? "" }
    var reply = reply
    reply.response.body = document.bytes
    return reply
  }
}

extension Endpoint {
  /// The parameters behind the path.
  fileprivate var query: [String: String] {
    let text = target.drop { $0 != "?" }.dropFirst()
    let pairs = text.split(separator: "&").map { pair in
      let name = pair.prefix { $0 != "=" }
      return (String(name), String(pair.dropFirst(name.count + 1)))
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
