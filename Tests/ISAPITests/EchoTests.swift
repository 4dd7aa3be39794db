import ISAPI
import Testing
import XML

/// What a device repeats of a secret that it was sent is never shown (product.md C4 S8).
@Suite struct EchoTests {
  private static let secret = "Heron-9"
  private static let write = Request(
    .put, "/ISAPI/Security/users/2?security=1&iv=0f1e",
    body: Array("<User><userName>guest</userName><password>\(secret)</password></User>".utf8))

  private static let bodies = [
    "<ResponseStatus><statusCode>6</statusCode><subStatusCode>\(secret)</subStatusCode></ResponseStatus>",
    "<ResponseStatus><statusCode>6</statusCode><statusString>\(secret)</statusString>"
      + "<description>\(secret)</description></ResponseStatus>",
    "{\"statusCode\": 6, \"subStatusCode\": \"\(secret)\", \"errorMsg\": \"\(secret)\"}",
    "<html><body>\(secret)</body></html>", "<\(secret)></b>", "<a b=\"\(secret)\" b=\"\(secret)\"/>",
    "<?xml version=\"1.0\" encoding=\"\(secret)\"?><a/>", secret,
  ]

  @Test(arguments: bodies, [200, 400, 403, 500])
  func `a refusal of a secret shows known words alone`(_ body: String, _ status: Int) {
    let response = Response(
      status: status, headers: ["Content-Type": "application/xml", "Location": "http://\(Self.secret)/"],
      body: Array(body.utf8))
    switch DeviceAnswer(response, to: Self.write) {
    case .refused(let refusal), .busy(let refusal):
      for text in ["\(refusal)", refusal.explanation, refusal.wayOut, refusal.shownReason] {
        #expect(!text.contains(Self.secret), "\(text)")
        #expect(!text.contains("iv="), "\(text)")
      }
    case .document, .content, .done, .rebootRequired, .notPresent: break
    }
  }

  @Test func `a reason that is known is shown behind a secret, and any reason elsewhere`() {
    func reason(_ word: String, to request: Request) -> String? {
      let body = "<ResponseStatus><statusCode>6</statusCode><subStatusCode>\(word)</subStatusCode></ResponseStatus>"
      guard case .refused(let refusal) = DeviceAnswer(Response(status: 400, body: Array(body.utf8)), to: request)
      else { return nil }
      return refusal.shownReason
    }
    #expect(reason("riskPassword", to: Self.write) == "riskPassword")
    #expect(reason("brandNewReason", to: Self.write) == "")
    let clock = Request(.put, "/ISAPI/System/time", body: Array("<Time/>".utf8))
    #expect(reason("brandNewReason", to: clock) == "brandNewReason")
  }

  @Test func `a request carries a secret where its body has one`() {
    func carries(_ path: Endpoint, _ body: String) -> Bool {
      Request(.put, path, body: Array(body.utf8)).carriesSecret
    }
    #expect(Self.write.carriesSecret)
    #expect(carries("/ISAPI/System/activate", "<ActivateInfo/>"))
    #expect(carries("/ISAPI/System/activate/StartActivateV3?format=json", "{}"))
    #expect(
      carries(
        "/ISAPI/ContentMgmt/InputProxy/channels",
        "<InputProxyChannel><sourceInputPortDescriptor><password>x</password></sourceInputPortDescriptor>"
          + "</InputProxyChannel>"))
    #expect(!carries("/ISAPI/Security/users/2", "<User><userName>guest</userName><password></password></User>"))
    #expect(!carries("/ISAPI/System/time", "<Time><password>x</password></Time>"))
    #expect(!Request.get("/ISAPI/Security/users").carriesSecret)
  }
}
