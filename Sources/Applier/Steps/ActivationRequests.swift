import Activation
import FoundationEssentials
import ISAPI
import XML

extension DeviceTransport {
  /// Asks for the challenge of an exchange; throws `DeviceRefusal` where none comes.
  func challenge(_ exchange: ActivationExchange, for publicKey: String) async throws -> String {
    let request = Request.challenge(exchange, publicKey: publicKey)
    let response = try await send(request)
    let text =
      switch exchange {
      case .legacy: (try? XMLDocument(parsing: response.body))?.root.text(at: ["key"])
      case .version3: (try? JSONDecoder().decode(Challenge.self, from: Data(response.body)))?.challenge
      }
    if let text { return text }
    switch DeviceAnswer(response, to: request) {
    case .refused(let refusal), .busy(let refusal): throw refusal
    default: throw DeviceRefusal(.unexpectedContent, request, httpStatus: response.status)
    }
  }
}

extension Request {
  /// The request for a challenge (isapi.md 2.2 step 1, 2.3).
  static func challenge(_ exchange: ActivationExchange, publicKey: String) -> Self {
    switch exchange {
    case .legacy:
      .send(
        .post, "/ISAPI/Security/challenge",
        .activation("PublicKey") { XMLElement("key", text: publicKey) })
    case .version3: .json("/ISAPI/System/activate/GetChallengeV3?format=json", ["publicKey": publicKey])
    }
  }

  /// The request that sets the password (isapi.md 2.2 step 3, 2.3).
  static func activation(
    _ exchange: ActivationExchange, _ sealed: ActivationClient.SealedPassword
  ) -> Self {
    switch exchange {
    case .legacy:
      .send(
        .put, "/ISAPI/System/activate",
        .activation("ActivateInfo") { XMLElement("password", text: sealed.text) })
    case .version3:
      .json(
        "/ISAPI/System/activate/StartActivateV3?format=json", ["iv": sealed.iv ?? "", "password": sealed.text])
    }
  }

  private static func json(_ endpoint: Endpoint, _ fields: [String: String]) -> Self {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = (try? encoder.encode(fields)).map(Array.init) ?? []
    return Self(.post, endpoint, headers: ["Content-Type": "application/json"], body: body)
  }
}

private struct Challenge: Decodable {
  var challenge: String
}

extension XMLDocument {
  /// A document of the exchange; `version` and `xmlns` as the guide prints them (isapi.md 2.2).
  fileprivate static func activation(_ name: String, @XMLContent content: () -> [XMLElement]) -> Self {
    let namespace = XMLAttribute("xmlns", "http://www.isapi.org/ver20/XMLSchema")
    return XMLDocument(
      root: XMLElement(name, attributes: [XMLAttribute("version", "2.0"), namespace], content: content))
  }
}
