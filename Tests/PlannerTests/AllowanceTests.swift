import Planner
import Settings
import TestSupport
import Testing

/// What `--allow` takes, and what it lifts.
@Suite struct AllowanceTests {
  @Test func `each limit is lifted by what its usage says, and by nothing else`() throws {
    for limit in Limit.allCases {
      let value = if case .word(let word) = limit.form { word } else { limit == .loginBudget ? "1" : "9" }
      #expect(try Allowances(parsing: ["\(limit.rawValue)=\(value)"])[limit] == value)
      for wrong in ["\(limit.rawValue)", "\(limit.rawValue)=", "\(limit.rawValue)=yes", "\(limit.rawValue)=09", "=1"] {
        #expect(throws: AllowanceRefused.self) { try Allowances(parsing: [wrong]) }
      }
      #expect(!limit.documentation.isEmpty)
    }
  }

  @Test(arguments: ["identity=any", "serial=none", "force=yes", "used-plan=again", "", "Removals=9"])
  func `a code that does not exist is refused with those that do`(_ text: String) {
    let refused = #expect(throws: AllowanceRefused.self) { try Allowances(parsing: [text]) }
    for limit in Limit.allCases { #expect(refused?.help.first?.contains(limit.rawValue) == true) }
  }

  @Test func `a limit is named once`() {
    #expect(throws: AllowanceRefused.self) { try Allowances(parsing: ["removals=9", "removals=10"]) }
  }

  @Test func `an allowed gate shows what was found and what was typed`() throws {
    var request = try PlanRequest.sample(.reset(.full))
    request.declaration.addresses = [SampleRecorder.address]
    request.allowances = Allowances([.secondWayIn: "none"])
    let plan = try Plan(for: request)
    let gate = try #require(plan.gates.first { $0.name == "second way in" })
    #expect(gate.state == .allowed)
    #expect(gate.lift == "second-way-in=none")
    #expect(gate.evidence == "none: add 192.168.1.64 to connect.addresses")
    #expect(plan.openGates.map(\.name) == ["footage"])
    #expect(try PlanFile.plans(in: PlanFile.bytes(of: [plan]), tool: "1.0.0") == [plan])
  }

  @Test(arguments: [("0", true), ("1", true), ("2", false)])
  func `the login budget is lifted to what stays`(_ value: String, _ isEnough: Bool) throws {
    var survey = ResetSurvey.complete
    survey.triesLeft = 3
    let plan = try Plan(for: .sample(.reset(.full), survey: survey))
    #expect(plan.gates.first { $0.name == "login budget" }?.allowance == "login-budget=1")
    let lifted = plan.allowing(Allowances([.loginBudget: value]))
    #expect(lifted.openGates.contains { $0.name == "login budget" } == !isEnough)
  }

  @Test func `a mass removal waits for its number`() throws {
    let gate = try #require(Gate.removals(6))
    #expect(gate.allowance == "removals=6")
    #expect(Gate.removals(Limit.usualRemovals) == nil)
    for (value, isEnough) in [("5", false), ("6", true), ("7", true)] {
      #expect(gate.lifted(by: Allowances([.removals: value])).holds == isEnough)
    }
  }

  @Test func `a reset without one of its gates is not open`() throws {
    let plan = try Plan(for: .sample(.reset(.full))).allowing(Allowances([.footageLoss: "accepted"]))
    #expect(plan.openGates == [])
    for gate in plan.gates {
      var without = plan
      without.gates.removeAll { $0 == gate }
      #expect(without.openGates.map(\.name) == [gate.name])
    }
  }
}
