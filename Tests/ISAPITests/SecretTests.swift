import FoundationEssentials
import Host
import ISAPI
import Testing

/// A secret has no form in which it could get out by accident.
@Suite struct SecretTests {
  private static let value = "Heron-9;<&>"
  private let secret = Secret(value)
  private let credentials = Credentials(username: "admin", password: Secret(value))

  private func dumped(_ value: some Any) -> String {
    var text = ""
    dump(value, to: &text)
    return text
  }

  @Test func `a secret has no text, alone or inside of anything`() {
    let holders: [any Sendable] = [
      secret, credentials, [secret], ["a": secret], Optional(secret) as any Sendable, (1, secret) as any Sendable,
      Result<Secret, Never>.success(secret),
    ]
    for holder in holders {
      for text in [
        String(describing: holder), String(reflecting: holder), "\(holder)", dumped(holder),
        "\(Array(Mirror(reflecting: holder).children))",
      ] { #expect(!text.contains("Heron"), "\(text)") }
    }
  }

  @Test func `a mirror of a secret shows nothing`() {
    #expect(Mirror(reflecting: secret).children.isEmpty)
    #expect(Mirror(reflecting: secret).superclassMirror == nil)
    #expect("\(secret)" == "<secret>")
    #expect(String(reflecting: secret) == "<secret>")
  }

  @Test func `a secret can be neither encoded nor decoded`() {
    #expect(!(secret as Any is any Encodable))
    #expect(!(credentials as Any is any Encodable))
    #expect(!(Secret.self as Any is any Decodable.Type))
    #expect(!(secret as Any is any LosslessStringConvertible))
    #expect(!(secret as Any is any RawRepresentable))
  }

  @Test func `requests and answers show neither headers nor bodies`() {
    let request = Request(.put, "/ISAPI/Security/users/1?iv=0f1e", headers: ["A": "Heron"], body: Array("Heron".utf8))
    let response = Response(status: 200, headers: ["A": "Heron"], body: Array("Heron".utf8))
    for text in [
      "\(request)", String(reflecting: request), dumped(request), "\(response)", String(reflecting: response),
      dumped(response),
    ] {
      #expect(!text.contains("Heron") && !text.contains("0f1e"), "\(text)")
      // Bytes could be read as well.
      #expect(!text.contains("72"), "\(text)")
    }
  }
}
