import ISAPI
import Testing

private func status(_ body: String) -> ResponseStatus? {
  ResponseStatus(parsing: Response(status: 200, body: Array(body.utf8)))
}

@Suite struct ResponseStatusTests {
  @Test func `a status in XML is read whatever its namespace`() {
    let read = status(
      """
      <?xml version="1.0" encoding="UTF-8" ?>
      <ResponseStatus version="1.0" xmlns="urn:example">
        <requestURL>/ISAPI/Security/users</requestURL>
        <statusCode>1</statusCode><statusString>OK</statusString><id>5</id><subStatusCode>ok</subStatusCode>
      </ResponseStatus>
      """)
    #expect(read == ResponseStatus(statusCode: 1, statusString: "OK", subStatusCode: "ok", id: "5"))
  }

  @Test(arguments: [
    #"{"statusCode":4,"statusString":"Invalid Operation","subStatusCode":"notSupport","errorMsg":"no such thing"}"#,
    #"{"ResponseStatus":{"statusCode":"4","statusString":"Invalid Operation","subStatusCode":"notSupport","errorMsg":"no such thing","list":[1]}}"#,
  ])
  func `a status in JSON is read`(_ body: String) {
    #expect(
      status(body)
        == ResponseStatus(
          statusCode: 4, statusString: "Invalid Operation", subStatusCode: "notSupport", detail: "no such thing"))
  }

  @Test func `retries and locks are read in both spellings`() {
    let left = status("<ResponseStatus><statusCode>4</statusCode><retryTimes>3</retryTimes></ResponseStatus>")
    #expect(left?.retriesLeft == 3)
    #expect(left?.isLocked == false)
    let locked = status(
      "<userCheck><statusValue>401</statusValue><lockStatus>lock</lockStatus><unlockTime>1800</unlockTime></userCheck>")
    #expect(locked == ResponseStatus(statusCode: 4, unlockSeconds: 1800, isLocked: true, refusesLogin: true))
    let lockedToo = status(
      #"{"statusCode":4,"lockStatus":"locked","resLockTime":"60","retryTimes":0}"#)
    #expect(lockedToo == ResponseStatus(statusCode: 4, retriesLeft: 0, unlockSeconds: 60, isLocked: true))
  }

  @Test(arguments: [
    "", "<html><body>401</body></html>", "<Time/>", "{", "{}", "<ResponseStatus/>", "<ResponseStatus><statusCode>",
    "<ResponseStatus><statusCode>x</statusCode></ResponseStatus>",
  ])
  func `other bodies are no status`(_ body: String) {
    #expect(status(body) == nil)
  }
}
