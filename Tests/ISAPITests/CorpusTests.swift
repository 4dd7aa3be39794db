import ISAPI
import TestSupport
import Testing
import XML

@Suite struct CorpusTests {
  @Test(.enabled(if: FixtureCorpus.isPresent, "not present"))
  func `every recorded deviceInfo tells who the device is`() throws {
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

  @Test(.enabled(if: FixtureCorpus.isPresent, "not present"))
  func `every recorded status is understood`() throws {
    var count = 0
    for document in try FixtureCorpus.documents(withExtension: "xml") {
      guard let root = try? XMLDocument(parsing: document.bytes).root, root.localName == "ResponseStatus" else {
        continue
      }
      count += 1
      let answer = DeviceAnswer(
        Response(status: 200, body: document.bytes), to: Request(.put, "/ISAPI/System/time"))
      switch answer {
      case .done, .rebootRequired, .busy, .refused: break
      case .document, .content, .notPresent: Issue.record("\(document.name): \(answer)")
      }
    }
    #expect(count > 0)
  }
}
