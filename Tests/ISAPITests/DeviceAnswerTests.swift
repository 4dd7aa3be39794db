import ISAPI
import Testing
import XML

private let read = Request.get("/ISAPI/System/time")
private let write = Request(.put, "/ISAPI/System/time")

private func answer(
  _ httpStatus: Int, _ body: String, to request: Request = read, presence: DeviceAnswer.Presence = .required
) -> DeviceAnswer {
  DeviceAnswer(Response(status: httpStatus, body: Array(body.utf8)), to: request, presence: presence)
}

private func status(_ code: Int, _ sub: String = "") -> String {
  "<ResponseStatus><statusCode>\(code)</statusCode><subStatusCode>\(sub)</subStatusCode></ResponseStatus>"
}

private func refusal(_ answer: DeviceAnswer) -> DeviceRefusal? {
  switch answer {
  case .refused(let refusal), .busy(let refusal): refusal
  default: nil
  }
}

@Suite struct DeviceAnswerTests {
  @Test func `a document is a document`() throws {
    let document = try XMLDocument(parsing: Array("<Time><timeMode>NTP</timeMode></Time>".utf8))
    #expect(answer(200, "<Time><timeMode>NTP</timeMode></Time>") == .document(document))
  }

  @Test(arguments: [(404, ""), (403, status(4, "notSupport")), (400, status(4, "notSupport"))])
  func `whoever does not say what it is is told as no recorder`(_ httpStatus: Int, _ body: String) throws {
    let told = try #require(refusal(answer(httpStatus, body, to: .get(.deviceInfo))))
    #expect(told.explanation == "the device does not say what it is, as every recorder does")
    #expect(refusal(answer(httpStatus, body, to: read))?.explanation != told.explanation)
  }

  @Test(arguments: [0, 1]) func `codes 0 and 1 mean done`(_ code: Int) {
    #expect(answer(200, status(code), to: write) == .done(ResponseStatus(statusCode: code)))
  }

  @Test func `code 7 means that a restart is needed`() {
    #expect(
      answer(200, status(7, "rebootRequired"), to: write)
        == .rebootRequired(ResponseStatus(statusCode: 7, subStatusCode: "rebootRequired")))
  }

  @Test(arguments: [3, 4, 5, 6, 8, 9, 42]) func `an error under HTTP 200 is an error`(_ code: Int) {
    let found = refusal(answer(200, status(code), to: write))
    #expect(found?.kind == .refused)
    #expect(found?.statusCode == code)
  }

  @Test func `an empty answer is enough for a write and not for a read`() {
    #expect(answer(200, "", to: write) == .done(ResponseStatus(statusCode: 1)))
    #expect(refusal(answer(200, " \r\n"))?.kind == .empty)
  }

  @Test(arguments: ["<!DOCTYPE html><html></html>", "\n<html><head/></html>"])
  func `a web page is told from a document`(_ page: String) {
    #expect(refusal(answer(200, page))?.kind == .webPage)
  }

  @Test func `a cut document is malformed`() {
    guard case .malformed = refusal(answer(200, "<Time><timeMode>N"))?.kind else {
      Issue.record("expected a malformed document")
      return
    }
  }

  @Test func `bytes that are no markup are content`() {
    #expect(answer(200, #"{"challenge":"x"}"#) == .content(Array(#"{"challenge":"x"}"#.utf8)))
  }

  @Test(arguments: [400, 403, 404, 500])
  func `an optional resource may be missing, on reading alone`(_ httpStatus: Int) {
    #expect(
      answer(httpStatus, status(4, "notSupport"), presence: .optional)
        == .notPresent(status: httpStatus, subStatus: "notSupport"))
    #expect(refusal(answer(httpStatus, "", presence: .required))?.httpStatus == httpStatus)
    #expect(refusal(answer(httpStatus, "", to: write, presence: .optional))?.httpStatus == httpStatus)
  }

  @Test(arguments: [4, 5, 6])
  func `an error under HTTP 200 or 503 says as much of an optional resource`(_ code: Int) {
    for httpStatus in [200, 503] {
      #expect(
        answer(httpStatus, status(code, "notSupport"), presence: .optional)
          == .notPresent(status: httpStatus, subStatus: "notSupport"))
      #expect(refusal(answer(httpStatus, status(code), to: write, presence: .optional))?.statusCode == code)
      #expect(refusal(answer(httpStatus, status(code), presence: .required))?.kind == .refused)
    }
    #expect(refusal(answer(200, status(code, "lowPrivilege"), presence: .optional))?.kind == .refused)
  }

  @Test(arguments: ["lowPrivilege", "notActivated"])
  func `a refusal that speaks of the user does not make a resource missing`(_ sub: String) {
    #expect(refusal(answer(403, status(4, sub), presence: .optional))?.subStatusCode == sub)
  }

  @Test func `busy is told by HTTP 503 or code 2`() {
    #expect(refusal(answer(503, ""))?.kind == .busy)
    #expect(refusal(answer(200, status(2, "deviceBusy")))?.kind == .busy)
    #expect(refusal(answer(500, status(2)))?.kind == .busy)
  }

  @Test func `a missing trigger that says busy is missing`() {
    #expect(
      answer(503, status(2, "deviceBusy"), to: .get("/ISAPI/Event/triggers/none-1"))
        == .notPresent(status: 503, subStatus: "deviceBusy"))
    #expect(refusal(answer(503, "", to: .get("/ISAPI/Event/triggers")))?.kind == .busy)
  }

  @Test func `a refusal tells what happened, what it means and what to do`() {
    let found = refusal(answer(403, status(4, "LOWprivilege"), to: write))
    #expect(
      found?.description
        == "PUT /ISAPI/System/time: the user may not do this (HTTP 403, code 4, LOWprivilege)")
    #expect(found?.wayOut == "use an administrator, or give the user the right")
    #expect(refusal(answer(500, status(3)))?.explanation == "the device could not do it")
    #expect(refusal(answer(418, ""))?.explanation == "the device gave an unexpected answer")
  }
}
