import Applier
import ISAPI
import Planner
import Simulator

/// What the exit code of a run promises (product.md C3), held against what the recorder itself knows.
struct ExitContract {
  let result: RunResult
  let network: FaultyNetwork
  let recorder: SimulatedRecorder
  var breaches: [String] = []

  init(result: RunResult, network: FaultyNetwork, recorder: SimulatedRecorder) {
    self.result = result
    self.network = network
    self.recorder = recorder
  }

  /// Wrong logins as the program could see them: answers to credentials that were 401, and not for a stale nonce.
  var wrongLogins: Int { network.exchanges.count { $0.isSigned && $0.status == 401 && !$0.saysStale } }

  /// How often something that may happen once happened again.
  var repeatedEffects: Int {
    let log = recorder.log
    let activations =
      log.entries(.put, "/ISAPI/System/activate") + log.entries(.post, "/ISAPI/System/activate/StartActivateV3")
    let passwords = log.entries(.put, "/ISAPI/Security/users/1")
    let counts = [recorder.resetsDone, log.resets, activations.effects, passwords.effects]
    let additions = ["/ISAPI/Security/users", "/ISAPI/ContentMgmt/InputProxy/channels"].map {
      log.entries(.post, $0).effects - log.entries.effects(removing: $0) - 1
    }
    return (counts.map { $0 - 1 } + additions).map { max(0, $0) }.reduce(0, +)
  }

  /// Checks everything; the faults must be over.
  mutating func check(before: [String: String], after: [String: String], goal: [String: String]) {
    let sent = network.exchanges.filter(\.isWrite)
    let hadEffect = before != after || recorder.log.hasPowerEffect
    switch result.status {
    case .done:
      let open = Set(goal.keys).union(after.keys).filter { goal[$0] != after[$0] }.sorted()
      if !open.isEmpty { breach("exit 0, and the recorder keeps something else: \(open)") }
    case .failed:
      if hadEffect { breach("exit 1, and something on the recorder was changed") }
    case .refused:
      if !sent.isEmpty { breach("exit 3, and something was sent: \(sent.map(\.label))") }
    case .rolledBack:
      let resource =
        result.message.contains(", access") ? "/ISAPI/Security/adminAccesses" : "/ISAPI/System/Network/interfaces"
      // Behind a reset the earlier state of the address is the factory's.
      let isBack =
        recorder.resetsDone > 0 ? recorder.binding.address == "192.168.1.64" : before[resource] == after[resource]
      if !isBack { breach("exit 5, and the earlier state is not there") }
    case .partlyApplied, .unknown, .notVerified: break
    default: breach("exit \(result.status) is not for a run that met a fault")
    }
    checkWords()
    checkEffects()
  }

  /// Checks what holds at any time.
  mutating func checkEffects() {
    if result.done.contains(where: { $0.step.act == .proveReset }), recorder.resetsDone == 0 {
      breach("a reset was proved that never was")
    }
    if repeatedEffects > 0 { breach("\(repeatedEffects) effects that may happen once happened again") }
    if wrongLogins > 2 { breach("\(wrongLogins) wrong logins") }
    for other in network.others where other.log.writes > 0 {
      breach("another device was written to: \(other.log.entries.filter(\.isWrite).map(\.endpoint.path))")
    }
  }

  private mutating func checkWords() {
    if result.status == .done { return }
    if result.message.isEmpty { breach("nothing is said") }
    if !result.wayOut.contains("nvrctl ") { breach("nothing is said to type next: \(result.wayOut)") }
    if result.run != nil, !result.message.contains("step ") { breach("no step is named: \(result.message)") }
  }

  private mutating func breach(_ text: String) { breaches.append(text) }
}

extension RequestLog {
  /// Whether a restart or a reset was asked for and taken.
  fileprivate var hasPowerEffect: Bool { resets > 0 || entries(.put, "/ISAPI/System/reboot").effects > 0 }
}

extension [RequestLogEntry] {
  /// How many were carried out.
  fileprivate var effects: Int { count { $0.isWrite && $0.status == 200 } }

  /// How many items of a list were removed.
  fileprivate func effects(removing list: String) -> Int {
    filter { $0.method == .delete && $0.endpoint.path.hasPrefix(list + "/") }.effects
  }
}
