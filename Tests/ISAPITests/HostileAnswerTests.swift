import ISAPI
import TestSupport
import Testing
import XML

/// Whatever a device answers is sorted into something to act on.
@Suite struct HostileAnswerTests {
  private static let xml = [
    """
    <?xml version="1.0" encoding="UTF-8"?><ResponseStatus version="1.0" xmlns="urn:x"><requestURL>/ISAPI/a</requestURL>\
    <statusCode>4</statusCode><statusString>Invalid Operation</statusString><subStatusCode>notSupport</subStatusCode>\
    <description>no</description></ResponseStatus>
    """,
    """
    <userCheck><statusValue>401</statusValue><isDefaultPassword>false</isDefaultPassword><lockStatus>lock</lockStatus>\
    <retryTimes>0</retryTimes><resLockTime>1799</resLockTime></userCheck>
    """,
    "<html><head><title>401</title></head><body>Unauthorized</body></html>",
    "<Time version=\"2.0\"><timeMode>NTP</timeMode></Time>",
  ]
  private static let json = [
    "{\"ResponseStatus\": {\"statusCode\": 7, \"statusString\": \"Reboot\", \"subStatusCode\": \"rebootRequired\"}}",
    "{\"statusCode\": \"4\", \"subStatusCode\": \"notSupport\", \"errorCode\": 1073741825, \"errorMsg\": \"no\"}",
  ]

  private func expectSorted(_ response: Response) {
    for request in [
      Request.get("/ISAPI/System/time"), Request(.put, "/ISAPI/System/time"), .get("/ISAPI/Event/triggers/9"),
    ] {
      for presence in [DeviceAnswer.Presence.required, .optional] {
        switch DeviceAnswer(response, to: request, presence: presence) {
        case .done, .rebootRequired, .document, .content: #expect((200..<300).contains(response.status))
        case .notPresent: #expect(request.method == .get && (response.status >= 400 || presence == .optional))
        case .busy(let refusal), .refused(let refusal):
          #expect(!refusal.explanation.isEmpty && !refusal.wayOut.isEmpty)
          #expect(refusal.description.contains("HTTP \(response.status)"))
        }
      }
    }
  }

  @Test func `damaged answers are sorted, and success is never made of a failure`() {
    var answers = Mutator(Self.xml, .xml, seed: 5)
    var objects = Mutator(Self.json, .json, seed: 6)
    let statuses = [200, 201, 204, 301, 400, 401, 403, 404, 500, 503, 0, 999]
    let types = ["application/xml", "application/json", "text/html", ""]
    for number in 0..<(TestExtent.isFull ? 5_000 : 240) {
      let headers: HeaderFields = ["Content-Type": types[number % types.count]]
      let status = statuses[number % statuses.count]
      expectSorted(Response(status: status, headers: headers, body: answers.next()))
      expectSorted(Response(status: status, headers: headers, body: objects.next()))
    }
  }

  @Test(arguments: ["1e999", "-1", "99999999999999999999", "1.5", "null", "[1]", "{}", "\"\"", "\"7\\u0000\"", "true"])
  func `a code that is no code is not taken for one`(_ code: String) {
    let body = Array("{\"statusCode\": \(code)}".utf8)
    let status = ResponseStatus(parsing: Response(status: 200, body: body))
    #expect(status == nil || status?.statusCode == -1)
    if let status, case .done = DeviceAnswer(Response(status: 200, body: body), to: .get("/a")) {
      Issue.record("\(status) is no success")
    }
  }

  @Test(arguments: ["{\"ResponseStatus\":", "[", "{\"a\":[", "{\"a\":\"\\ud800\"}", "{\"statusCode\": 1,"])
  func `objects nested or repeated without end are no status`(_ piece: String) {
    let body = Array(("{" + String(repeating: piece, count: 20_000)).utf8)
    #expect(ResponseStatus(parsing: Response(status: 200, body: body)) == nil)
  }

  @Test func `a status is short; what is long is content`() {
    let status = "{\"statusCode\": 1, \"padding\": \"\(String(repeating: "x", count: 200_000))\"}"
    #expect(ResponseStatus(parsing: Response(status: 200, body: Array(status.utf8))) == nil)
  }
}
