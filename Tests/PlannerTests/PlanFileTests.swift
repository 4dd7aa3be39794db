import FoundationEssentials
import ISAPI
import Planner
import Settings
import TestSupport
import Testing

@Suite struct PlanFileTests {
  @Test func `a plan reads back as it was`() throws {
    for goal in [PlanRequest.Goal.inPlace, .reset(.full)] {
      let plan = try Plan(for: .sample(goal, snapshot: SampleRecorder.snapshot(login: .previous)))
      #expect(try PlanFile.plans(in: PlanFile.bytes(of: [plan]), tool: "1.0.0") == [plan])
    }
  }

  @Test func `several plans stand in one file`() throws {
    let plans = [try Plan(for: .sample()), try Plan(for: .sample(.reset(.basic)))]
    let bytes = try PlanFile.bytes(of: plans)
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"kind\" : \"PlanSet\""))
    #expect(try PlanFile.plans(in: bytes, tool: "1.0.0") == plans)
  }

  @Test func `the same request gives the same bytes every time`() throws {
    let first = try PlanFile.bytes(of: [try Plan(for: .sample(.reset(.full)))])
    for _ in 0..<20 { #expect(try PlanFile.bytes(of: [try Plan(for: .sample(.reset(.full)))]) == first) }
  }

  @Test func `the id does not depend on the time the plan was made`() throws {
    let plan = try Plan(for: .sample())
    var later = plan
    later.createdAt = later.createdAt.addingTimeInterval(60)
    #expect(later.sealed().id == plan.id)
    #expect(later.sealed().seal != plan.seal)
  }

  @Test func `a file with any byte changed is refused`() throws {
    let declaration = try SampleDeclaration.of("services: {upnp: {enabled: false}}")
    let plan = try Plan(for: .sample(declaration: declaration))
    let bytes = try PlanFile.bytes(of: [plan])
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x01
      #expect(throws: PlanFileRefused.self) { try PlanFile.plans(in: changed, tool: "1.0.0") }
    }
  }

  @Test func `a file that is cut or longer is refused`() throws {
    let bytes = try PlanFile.bytes(of: [try Plan(for: .sample())])
    for changed in [Array(bytes.dropLast()), bytes + [UInt8(ascii: " ")], []] {
      #expect(throws: PlanFileRefused.self) { try PlanFile.plans(in: changed, tool: "1.0.0") }
    }
  }

  @Test func `a plan of another version of nvrctl is refused in plain words`() throws {
    let bytes = try PlanFile.bytes(of: [try Plan(for: .sample())])
    let refusal = #expect(throws: PlanFileRefused.self) { try PlanFile.plans(in: bytes, tool: "1.1.0") }
    #expect(refusal?.text == "the plan was made by nvrctl 1.0.0, this is nvrctl 1.1.0")
  }

  @Test func `another format is refused before anything else is read`() {
    let text = "{\"formatVersion\": 2, \"kind\": \"Plan\"}"
    let refusal = #expect(throws: PlanFileRefused.self) { try PlanFile.plans(in: Array(text.utf8), tool: "1.0.0") }
    #expect(refusal?.reason == .otherFormat(2))
  }

  @Test(arguments: [("in-place", PlanRequest.Goal.inPlace), ("reset-full", .reset(.full))])
  func `the document is the one that was agreed`(_ name: String, _ goal: PlanRequest.Goal) throws {
    let plan = try Plan(for: .sample(goal, snapshot: SampleRecorder.snapshot(login: .previous)))
    try GoldenFile.expect(String(decoding: PlanFile.bytes(of: [plan]), as: UTF8.self), equals: "\(name).json")
  }
}
