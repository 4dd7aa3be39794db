import ISAPI
import Planner
import Settings
import TestSupport

/// A manifest, a recorder and options, drawn at random, and what must hold for a reset to be let through.
struct ResetChance: Sendable, CustomStringConvertible {
  private(set) var request: PlanRequest
  /// What is allowed when the plan is applied.
  private(set) var atApply = Allowances()
  private var numbers: SeededNumbers
  private let seed: UInt64

  /// A draw from a request in which everything is in order; most things stay so, or no reset would ever pass.
  init(seed: UInt64, from request: PlanRequest) {
    self.seed = seed
    self.request = request
    numbers = SeededNumbers(seed: seed)
    drawManifest()
    drawRecorder()
    self.request.allowances = drawAllowances()
    atApply = drawAllowances()
  }

  var description: String { "seed \(seed)" }

  private mutating func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &numbers) < percent }

  private mutating func drawManifest() {
    if happens(10) { request.declaration.reset = .never }
    request.goal = happens(10) ? .inPlace : .reset(happens(50) ? .full : .basic)
    let wrong = [nil, "0123454822"].randomElement(using: &numbers) ?? nil
    if happens(10) { request.declaration.identity.serial = wrong }
    if happens(5) { request.declaration.identity.mac = "44:19:b6:00:a0:40" }
    if happens(5) { request.declaration.identity.model = "DS-7716NI-K4" }
    if happens(5) { request.declaration.identity.firmware = ">=5" }
    request.declaration.addresses = [SampleRecorder.address]
    if happens(60) { request.declaration.addresses.append(DeviceAddress(.http, DeviceAddress.factoryHost)) }
    if happens(50) { request.declaration.protected = [] }
  }

  private mutating func drawRecorder() {
    var address = SampleRecorder.address
    if happens(10) { address = DeviceAddress(.http, DeviceAddress.factoryHost) }
    if happens(5) { address = DeviceAddress(.http, "127.0.0.1", port: 18_080) }
    if let snapshot = request.finding.snapshot { request.finding = .active(snapshot, at: address) }
    if happens(10) { request.finding = .inactive(at: address) }
    if happens(20) { request.survey.defaultAddress?.answers = true }
    if happens(20) { request.survey.defaultAddress = nil }
    request.survey.triesLeft = happens(60) ? 5 : happens(20) ? nil : Int.random(in: 0...4, using: &numbers)
    request.survey.exportsConfiguration = happens(20) ? false : happens(50) ? true : nil
    request.survey.isLocal = happens(5)
    request.survey.isAnnounced = happens(30)
  }

  private mutating func drawAllowances() -> Allowances {
    var values: [Limit: String] = [:]
    for limit in Limit.allCases where happens(limit == .footageLoss ? 60 : 25) {
      switch limit.form {
      case .word(let word): values[limit] = word
      case .number: values[limit] = "\(Int.random(in: 0...2, using: &numbers))"
      }
    }
    return Allowances(values)
  }

  /// Whether a reset may be planned at all.
  var mayBePlanned: Bool {
    if case .inPlace = request.goal { return false }
    return request.declaration.reset == .onRequest && request.finding.snapshot != nil
  }

  /// Whether every gate holds or was allowed by name, judged without the planner.
  var mayBeSent: Bool {
    mayBePlanned && isTheRightOne && hasBackup && hasWayIn && hasFreeAddress && hasTries && allows(.footageLoss)
  }

  private func allows(_ limit: Limit) -> Bool { request.allowances[limit] != nil || atApply[limit] != nil }

  private var isFull: Bool { request.goal == .reset(.full) }
  private var isLocal: Bool { request.survey.isLocal || request.finding.address.isOnThisMachine }
  private var isAtFactoryHost: Bool { request.finding.address.host == DeviceAddress.factoryHost }

  private var isTheRightOne: Bool {
    let identity = request.declaration.identity
    return identity.serial == "0123454821" && identity.mac == "44:19:b6:00:a0:3f"
      && identity.model == "DS-7608NI-K2/8P" && identity.firmware == ">=4.30.085 <5"
  }

  private var hasBackup: Bool { request.survey.exportsConfiguration != false || allows(.backup) }

  private var hasWayIn: Bool {
    let other = request.declaration.addresses.contains { $0.host != request.finding.address.host }
    return !isFull || isLocal || request.survey.isAnnounced || isAtFactoryHost || other || allows(.secondWayIn)
  }

  private var hasFreeAddress: Bool {
    guard isFull, !isAtFactoryHost else { return true }
    guard let probe = request.survey.defaultAddress else { return isLocal || allows(.defaultAddress) }
    return !probe.answers
  }

  private var hasTries: Bool {
    guard let left = request.survey.triesLeft else { return true }
    let stays = left - (isFull ? 2 : 1)
    let lifted = [request.allowances, atApply].compactMap { $0.number(.loginBudget) }
    return stays >= 3 || (stays >= 0 && lifted.contains { $0 <= stays })
  }
}
