import Activation
import FoundationEssentials
import Host
import ISAPI
import XML

extension Operation {
  /// Setting the first password, in both exchanges (isapi.md 2).
  static let activation: [Operation] = [
    Operation(method: .get, path: "/SDK/activateStatus", audience: .everybody, isWrite: false) {
      (state, _) throws(Refusal) in
      let version = state.profile.supportVersion.map { "<supportVersion>\($0)</supportVersion>\n" } ?? ""
      return Reply(
        state.document(
          """
          <ActivateStatus version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
          <Activated>\(state.isActivated)</Activated>
          \(version)</ActivateStatus>
          """))
    },
    Operation(method: .post, path: "/ISAPI/Security/challenge", audience: .everybody, isWrite: false) {
      (state, call) throws(Refusal) in
      try state.checkInactive(.legacy)
      let root = try RecorderState.root(of: call.request.body)
      let text = try state.challenge(.legacy, publicKey: root.text(at: "key") ?? "", call)
      return Reply(state.document("<Challenge\(state.profile.family.root)>\n<key>\(text)</key>\n</Challenge>"))
    },
    Operation(method: .put, path: "/ISAPI/System/activate", audience: .everybody, isWrite: true) {
      (state, call) throws(Refusal) in
      try state.checkInactive(.legacy)
      let root = try RecorderState.root(of: call.request.body)
      try state.activate(.legacy, sealed: root.text(at: "password") ?? "", iv: nil, call)
      return Reply(state.done(call.request.endpoint))
    },
    Operation(
      method: .post, path: "/ISAPI/System/activate/GetChallengeV3", audience: .everybody, isWrite: false
    ) { (state, call) throws(Refusal) in
      try state.checkInactive(.version3)
      guard let body: PublicKeyBody = call.json() else { throw .malformed }
      let text = try state.challenge(.version3, publicKey: body.publicKey, call)
      return Reply(Self.json("{\"challenge\":\"\(text)\"}"))
    },
    Operation(
      method: .post, path: "/ISAPI/System/activate/StartActivateV3", audience: .everybody, isWrite: true
    ) { (state, call) throws(Refusal) in
      try state.checkInactive(.version3)
      guard let body: SealedBody = call.json() else { throw .malformed }
      try state.activate(.version3, sealed: body.password, iv: body.iv, call)
      return Reply(Self.json("{\"statusCode\":1,\"statusString\":\"OK\",\"subStatusCode\":\"ok\"}"))
    },
  ]

  private static func json(_ text: String) -> Response {
    Response(status: 200, headers: ["Content-Type": "application/json"], body: Array(text.utf8))
  }
}

private struct PublicKeyBody: Decodable {
  var publicKey: String
}

private struct SealedBody: Decodable {
  var password: String
  var iv: String
}

extension Call {
  fileprivate func json<Body: Decodable>() -> Body? {
    try? JSONDecoder().decode(Body.self, from: Data(request.body))
  }
}

extension RecorderState {
  /// Activation is for inactive recorders, by the exchange they announce.
  fileprivate func checkInactive(_ exchange: ActivationExchange) throws(Refusal) {
    if ActivationExchange(supportVersion: profile.supportVersion) != exchange { throw .notSupport }
    if isActivated { throw .operation("hasActivated") }
  }

  fileprivate mutating func challenge(
    _ exchange: ActivationExchange, publicKey: String, _ call: Call
  ) throws(Refusal) -> String {
    do {
      return try activation.challenge(exchange, publicKey: publicKey, for: call.caller.source, at: call.time)
    } catch {
      throw .content("badParameters")
    }
  }

  fileprivate mutating func activate(
    _ exchange: ActivationExchange, sealed: String, iv: String?, _ call: Call
  ) throws(Refusal) {
    guard let challenge = activation.take(exchange, for: call.caller.source, at: call.time) else {
      throw .content("badParameters")
    }
    let password: Secret
    do {
      password = try challenge.open(sealed, iv: iv)
    } catch {
      throw Refusal(status: 500, code: 3, "passwordDecodeError")
    }
    if let refusal = PasswordRule.refusal(of: password.reveal(), for: "admin") { throw refusal }
    setPassword(password.reveal(), ofUser: "1")
    plugAndPlaySince = call.time
    records.append(record("localDeviceActive", call.caller, at: call.time))
  }
}
