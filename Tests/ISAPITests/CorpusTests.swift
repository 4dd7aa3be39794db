import ISAPI
import TestSupport
import Testing
import XML

/// What real devices answer is taken for what it is (isapi.md 1.6, 12.3, 12.4, 12.6).
@Suite(.enabled(if: FixtureCorpus.isPresent, "not present")) struct CorpusTests {
  @Test func `every recorded deviceInfo tells who the device is`() throws {
    let documents = try FixtureCorpus.documents(withExtension: "xml").filter {
      $0.name.hasPrefix("devices/") && $0.name.hasSuffix("/ISAPI_System_deviceInfo.xml")
    }
    try #require(!documents.isEmpty)
    for document in documents {
      let identity = DeviceIdentity(deviceInfo: try XMLDocument(parsing: document.bytes).root)
      #expect(identity?.model.isEmpty == false, "\(document.name)")
      #expect(identity.map { $0.hasSerial($0.serial) } == true, "\(document.name)")
    }
  }

  @Test(arguments: RecordedDevice.all)
  func `every answer is a document, or says that there is none`(_ device: RecordedDevice) {
    for exchange in device.exchanges where exchange.request.method == .get {
      let status = exchange.answer.status
      switch DeviceAnswer(Self.response(exchange), to: exchange.request, presence: .optional) {
      case .document: #expect(status == 200, "\(exchange.request)")
      case .content: #expect(exchange.answer.body.first != UInt8(ascii: "<"), "\(exchange.request)")
      case .notPresent(let found, _):
        #expect(found == status && [400, 403, 404, 500, 503].contains(status), "\(exchange.request)")
      case .refused(let refusal):
        // Nothing was recorded of a body, or it is a check of the login.
        #expect(refusal.kind == .empty || status == 401, "\(exchange.request): \(refusal)")
      case .done: #expect(exchange.request.endpoint.path.hasSuffix("userCheck"), "\(exchange.request)")
      case .busy, .rebootRequired: Issue.record("\(exchange.request): \(status)")
      }
    }
  }

  @Test(arguments: RecordedDevice.all)
  func `every answer to a write is done, waits for a restart, or is refused`(_ device: RecordedDevice) {
    for exchange in device.exchanges where exchange.request.method == .put {
      switch DeviceAnswer(Self.response(exchange), to: exchange.request) {
      case .done, .rebootRequired: #expect(exchange.answer.status == 200)
      case .refused(let refusal):
        #expect(exchange.answer.status >= 400 && !refusal.wayOut.isEmpty, "\(exchange.request)")
      case .document, .content, .notPresent, .busy: Issue.record("\(exchange.request): \(exchange.answer.status)")
      }
    }
  }

  @Test func `what a status means follows from its code, whichever HTTP status brings it`() throws {
    var count = 0
    for document in try FixtureCorpus.documents(withExtension: "xml") {
      guard let root = try? XMLDocument(parsing: document.bytes).root, root.localName == "ResponseStatus",
        let code = root.text(at: "statusCode").flatMap({ Int($0) })
      else { continue }
      count += 1
      for status in [200, 403, 500, 503] {
        let answer = DeviceAnswer(
          Response(status: status, body: document.bytes), to: Request(.put, "/ISAPI/System/time"))
        switch (answer, code) {
        case (.done, 0), (.done, 1), (.rebootRequired, 7): #expect(status == 200, "\(document.name)")
        case (.busy, 2): break
        case (.refused(let refusal), _):
          #expect(refusal.statusCode == code && (status != 200 || ![0, 1, 2, 7].contains(code)), "\(document.name)")
        default: Issue.record("\(document.name) under \(status): \(answer)")
        }
      }
    }
    #expect(count >= 5)
  }

  @Test func `locks are told in every spelling that was recorded`() throws {
    var spellings: Set<String> = []
    for document in try FixtureCorpus.documents(withExtension: "xml") {
      guard let status = ResponseStatus(parsing: Response(status: 401, body: document.bytes)) else { continue }
      let text = String(decoding: document.bytes, as: UTF8.self)
      for name in ["retryTimes", "retryLoginTime"] where text.contains("<\(name)>") {
        #expect(status.retriesLeft != nil, "\(document.name)")
        spellings.insert(name)
      }
      for name in ["resLockTime", "unlockTime"] where text.contains("<\(name)>") {
        #expect(status.unlockSeconds != nil, "\(document.name)")
        spellings.insert(name)
      }
    }
    #expect(!spellings.isEmpty)
  }

  private static func response(_ exchange: RecordedDevice.Exchange) -> Response {
    Response(status: exchange.answer.status, body: exchange.answer.body)
  }
}
