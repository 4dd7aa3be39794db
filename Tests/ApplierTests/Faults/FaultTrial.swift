import Applier
import Device
import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings
import Simulator
import Testing

/// One story with one thing going wrong at one exchange.
struct FaultCell: Sendable, Hashable {
  /// Where in the story it goes wrong.
  var index: Int
  /// What is asked there when nothing has gone wrong yet.
  var label: String
  var mishap: Mishap

  /// The step.
  var step: String { String(label.prefix { $0 != ":" }) }
}

/// What a cell ended with, and where it broke the contract.
struct FaultVerdict: Sendable {
  var cell: FaultCell
  var status: Planner.ExitStatus
  var message: String
  var breaches: [String]
  var repeatedEffects: Int
  var wrongLogins: Int
}

/// A story whose plan is made once, and which is then told again and again.
struct FaultTrial: Sendable {
  let scenario: FaultScenario
  let plan: Plan
  /// What comes past when nothing goes wrong.
  let exchanges: [FaultyNetwork.Exchange]
  /// What the recorder keeps in the end when nothing goes wrong.
  let goal: [String: String]

  init(_ scenario: FaultScenario) async throws {
    self.scenario = scenario
    let bench = try scenario.bench()
    plan = try await bench.plan(try scenario.declaration(bench), scenario.goal)
    let told = try scenario.bench()
    let network = FaultyNetwork(told, scenario)
    let result = try await Self.tell(plan, told, network, scenario)
    try #require(result.status == .done, "\(scenario.name): \(result.message)")
    exchanges = network.exchanges
    goal = told.recorder.holdings
  }

  /// Carries the plan out over a network, as a new process would.
  private static func tell(
    _ plan: Plan, _ bench: ApplyBench, _ network: FaultyNetwork, _ scenario: FaultScenario
  ) async throws -> RunResult {
    var bench = bench
    bench.dialer = network
    bench.events = EventLog { event in
      if case .stepBegan(let step) = event { network.enter(step.name) }
    }
    return try await bench.apply(
      plan, try scenario.declaration(bench), hearing: scenario.announcements(bench))
  }

  /// Every place where something can go wrong: in each step the first two and the last of what is asked alike.
  var cells: [FaultCell] {
    var places: [String: [Int]] = [:]
    for (index, exchange) in exchanges.enumerated() { places[exchange.label, default: []].append(index) }
    let chosen = Set(places.values.flatMap { $0.prefix(2) + $0.suffix(1) }).sorted()
    return chosen.flatMap { index in
      Mishap.all.filter { $0.applies(to: exchanges[index].request, scenario) }
        .map { FaultCell(index: index, label: exchanges[index].label, mishap: $0) }
    }
  }

  /// Tells the story with one thing going wrong, and holds the end to the contract of the exit codes.
  func verdict(on cell: FaultCell) async throws -> FaultVerdict {
    let bench = try scenario.bench()
    let before = bench.recorder.holdings
    let network = FaultyNetwork(bench, scenario, cell.mishap, at: cell.index)
    let result = try await Self.tell(plan, bench, network, scenario)
    var contract = ExitContract(result: result, network: network, recorder: bench.recorder)
    if network.exchanges.count > cell.index, network.exchanges[cell.index].label != cell.label {
      contract.breaches.append("the story went another way before: \(network.exchanges[cell.index].label)")
    }
    network.repair()
    bench.clock.advance(by: .seconds(2000))
    contract.check(before: before, after: bench.recorder.holdings, goal: goal)
    if [.partlyApplied, .unknown].contains(result.status), let run = result.run {
      contract.breaches += try await breaches(resuming: run, bench, network)
    }
    if result.status == .done {
      if let open = try await stillOpen(bench) { contract.breaches.append("exit 0, and " + open) }
    }
    return FaultVerdict(
      cell: cell, status: result.status, message: "\(result.message) = \(result.wayOut)", breaches: contract.breaches,
      repeatedEffects: contract.repeatedEffects, wrongLogins: contract.wrongLogins)
  }

  /// What is wrong with how the run goes on once nothing goes wrong any more.
  private func breaches(resuming run: RunID, _ bench: ApplyBench, _ network: FaultyNetwork) async throws -> [String] {
    var bench = bench
    bench.dialer = network
    let result = try await bench.apply(
      plan, try scenario.declaration(bench), allowing: Allowances(), hearing: scenario.announcements(bench),
      resuming: run)
    var contract = ExitContract(result: result, network: network, recorder: bench.recorder)
    contract.checkEffects()
    let after = bench.recorder.holdings
    let open = Set(goal.keys).union(after.keys).filter { goal[$0] != after[$0] }.sorted()
    switch result.status {
    case .done where open.isEmpty, .refused: break
    // A reset that the power cut off: nobody can tell, and it is said.
    case .unknown where result.message.contains("nothing shows that its settings were reset"): break
    case .done: contract.breaches.append("resumed to exit 0, and the recorder keeps something else: \(open)")
    default: contract.breaches.append("resumed to exit \(result.status.rawValue): \(result.message)")
    }
    return contract.breaches
  }

  /// What a new process, which remembers nothing, would still have to do; nil for nothing.
  private func stillOpen(_ bench: ApplyBench) async throws -> String? {
    var witness = bench
    witness.store = InMemoryStateStore()
    do {
      let plan = try await witness.plan(try scenario.declaration(witness))
      return plan.steps.isEmpty ? nil : "still to do: " + plan.steps.map(\.name).joined(separator: ", ")
    } catch {
      return "the recorder cannot be planned: \(error)"
    }
  }
}
