import Applier
import Diagnostics
import DigestAuth
import ISAPI
import Manifest
import Planner
import SADP
import XML
import YAML

/// A reader of input that others write, and what must hold whatever it is given.
enum FuzzTarget: String, CaseIterable {
  case xml
  case answer
  case sadp
  case challenge
  case yaml
  case manifest
  case journal
  case plan

  func read(_ bytes: [UInt8]) {
    switch self {
    case .xml: readDocument(bytes)
    case .answer: readAnswer(bytes)
    case .sadp: readMessage(bytes)
    case .challenge: readChallenge(String(decoding: bytes, as: UTF8.self))
    case .yaml: readStream(bytes)
    case .manifest: readManifest(bytes)
    case .journal: readJournal(bytes)
    case .plan: readPlan(bytes)
    }
  }

  private func readDocument(_ bytes: [UInt8]) {
    do throws(MalformedXML) {
      let document = try XMLDocument(parsing: bytes)
      precondition(document.bytes == bytes, "a document changed on its way")
      _ = ResponseStatus(document.root)
    } catch {
      precondition((0...bytes.count).contains(error.offset), "the mistake is outside the document")
    }
  }

  /// The first byte chooses the status and the content type.
  private func readAnswer(_ bytes: [UInt8]) {
    let choice = Int(bytes.first ?? 0)
    let status = [200, 201, 400, 401, 403, 404, 500, 503][choice & 7]
    let type = ["application/xml", "application/json", "text/html", ""][choice >> 3 & 3]
    let response = Response(status: status, headers: ["Content-Type": type], body: Array(bytes.dropFirst()))
    let requests = [Request.get("/ISAPI/System/time"), Request(.put, "/ISAPI/System/time")]
    for request in requests {
      switch DeviceAnswer(response, to: request, presence: .optional) {
      case .done, .rebootRequired, .document, .content: precondition(status < 300, "success was made of a failure")
      case .notPresent: precondition(request.method == .get, "a write found its resource missing")
      case .busy(let refusal), .refused(let refusal):
        precondition(!refusal.explanation.isEmpty && !refusal.description.isEmpty, "a refusal says nothing")
      }
    }
  }

  private func readMessage(_ bytes: [UInt8]) {
    _ = SADPInquiry(parsing: bytes)
    guard let reply = SADPReply(parsing: bytes) else { return }
    let again = SADPReply(parsing: reply.bytes)
    precondition(again?.serial == reply.serial && again?.mac == reply.mac, "a message changed on its way")
  }

  private func readChallenge(_ field: String) {
    guard let challenge = OfferedSchemes(authenticateFields: [field]).digest else { return }
    let again = OfferedSchemes(authenticateFields: [challenge.headerValue]).digest
    precondition(again == challenge, "a challenge changed on its way")
    var session = DigestSession(challenge, cnonce: "c")
    let answer = session.answer(method: "GET", uri: "/a", username: "admin", password: "p")
    let read = DigestAnswer(answer.headerValue)
    precondition(read?.matches(password: "p", method: "GET") == true, "an answer changed on its way")
  }

  private func readStream(_ bytes: [UInt8]) {
    let stream = DocumentStream(parsing: bytes, file: "a.yaml")
    precondition(stream.isComplete || !stream.diagnostics.isEmpty, "something is missing in silence")
  }

  private func readManifest(_ bytes: [UInt8]) {
    let tree = ManifestTree(reading: [ManifestFile(name: "a.yaml", bytes: bytes)]).checkingCompleteness()
    let drawn = DiagnosticReport(sources: tree.sources).text(of: tree.diagnostics)
    precondition(!drawn.unicodeScalars.contains { $0 != "\n" && InertText.isActive($0) }, "a mistake is not inert")
    for line in drawn.split(separator: "\n") { precondition(DisplayWidth.of(line) <= 80, "a line is too wide") }
    for recorder in tree.merged { _ = RenderedRecorder(recorder, detail: .explained).text }
  }

  private func readJournal(_ bytes: [UInt8]) {
    guard let reading = try? JournalReading(bytes, planDigest: "00ff") else { return }
    precondition(reading.tornBytes <= bytes.count, "more was torn than there was")
    let lines = bytes.count { $0 == UInt8(ascii: "\n") }
    precondition(reading.records.count == lines, "a record was skipped or made up")
  }

  private func readPlan(_ bytes: [UInt8]) {
    guard let plans = try? PlanFile.plans(in: bytes, tool: "1.0.0") else { return }
    precondition((try? PlanFile.bytes(of: plans)) == bytes, "another plan than the one that was written")
  }
}
