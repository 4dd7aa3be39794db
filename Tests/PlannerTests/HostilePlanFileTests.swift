import Planner
import TestSupport
import Testing

/// No plan file but one that was written by this version is taken (product.md S11).
@Suite struct HostilePlanFileTests {
  private static func bytes(_ goal: PlanRequest.Goal) throws -> [UInt8] {
    let declaration = try SampleDeclaration.of("services: {upnp: {enabled: false}}")
    return try PlanFile.bytes(of: [try Plan(for: .sample(goal, declaration: declaration))])
  }

  /// Every byte of a file with another in its place: bits flipped, blanks, quotes, digits one further.
  @Test(arguments: [PlanRequest.Goal.inPlace, .reset(.full)])
  func `a file with one byte changed is refused`(_ goal: PlanRequest.Goal) throws {
    let bytes = try Self.bytes(goal)
    let others: [UInt8] = TestExtent.isFull ? Array(0...255) : [0x20, 0x22, 0x31]
    let places = Array(bytes.indices).tried(sample: 30)
    for place in places {
      for other in others where other != bytes[place] {
        var changed = bytes
        changed[place] = other
        #expect(throws: PlanFileRefused.self, "byte \(place) is \(other)") {
          try PlanFile.plans(in: changed, tool: "1.0.0")
        }
      }
    }
  }

  @Test(arguments: [PlanRequest.Goal.inPlace, .reset(.full)])
  func `a file cut or grown at any byte is refused`(_ goal: PlanRequest.Goal) throws {
    let bytes = try Self.bytes(goal)
    for place in Array(bytes.indices).tried(sample: 30) {
      let grown = Array(bytes[..<place]) + [UInt8(ascii: " ")] + bytes[place...]
      for changed in [Array(bytes.prefix(place)), grown] {
        #expect(throws: PlanFileRefused.self, "at byte \(place)") { try PlanFile.plans(in: changed, tool: "1.0.0") }
      }
    }
  }

  @Test func `however it is damaged, a file is refused or is the one that was written`() throws {
    let files = [try Self.bytes(.inPlace), try Self.bytes(.reset(.full))]
    var mutator = Mutator(files, .json, seed: 31)
    for number in 1...(TestExtent.isFull ? 5_000 : 50) {
      let bytes = mutator.next()
      let isTaken = (try? PlanFile.plans(in: bytes, tool: "1.0.0")) != nil
      #expect(isTaken == files.contains(bytes), "input \(number) of seed 31")
    }
  }

  @Test(arguments: [
    "{\"kind\":\"Plan\",\"formatVersion\":1,\"steps\":[", "[", "{\"a\":", "\"", "{\"formatVersion\":1e999,",
  ])
  func `objects without end are refused`(_ piece: String) {
    let bytes = Array(String(repeating: piece, count: 20_000).utf8)
    #expect(throws: PlanFileRefused.self) { try PlanFile.plans(in: bytes, tool: "1.0.0") }
  }
}
