import Host
import ISAPI
import Planner
import Settings
import XML

/// Writes the network settings; where they move the recorder, it is followed to its new address, and put back to the
/// old one when it does not answer there (design 6.5).
struct AddressWork: StepWork {
  private var ensure: SettingWork
  private var move: AddressMove?
  /// Everything sent or to be sent, in order.
  private var course: [Request] = []
  /// What brings the old settings back.
  private var undo: [Request] = []
  private var isReturning = false

  init(_ change: SettingChange) {
    ensure = SettingWork(change)
  }

  mutating func look(at site: inout Worksite) async throws -> Look {
    let look = try await ensure.look(at: &site)
    guard case .toDo(let writes) = look, let open = ensure.open else { return look }
    let destination = AddressDestination(open, site.plan.target, from: site.link.address)
    guard destination.moves else { return look }
    for place in destination.claimed {
      guard await site.link.activation(at: place) != nil else { continue }
      return .failed(
        StepFailure(
          .refused, "another device answers at \(place), the address the recorder is to have",
          wayOut: "free the address, or declare another one"))
    }
    undo = try await documents(behind: ensure.requests, &site)
    course = ensure.requests
    move = AddressMove(from: site.link.address, to: destination.candidates)
    return .toDo(writes.map { PlannedWrite($0.label, isRepeatable: false) })
  }

  mutating func send(_ index: Int, at site: inout Worksite) async -> WriteResult {
    guard move != nil else { return await ensure.send(index, at: &site) }
    let sent = await site.send(course[index])
    move?.sentAt = site.clock.now
    // An address that waits for a restart has to be had now: everything behind it depends on it.
    guard sent.needsRestart, index == course.count - 1, case .accepted(let facts, _) = sent.result else {
      return sent.result
    }
    course.append(RestartWork.request)
    site.memory.isRestartDue = false
    return .accepted(facts: facts, more: [PlannedWrite(RestartWork.request)])
  }

  mutating func prove(at site: inout Worksite) async throws -> Proof {
    guard var move else { return try await ensure.prove(at: &site) }
    defer { self.move = move }
    await site.link.close()
    if isReturning { return .failed(try await move.confirmReturn(&site)) }
    if let arrival = try await move.follow(&site) {
      guard case .holds = try await ensure.prove(at: &site) else {
        return .failed(
          StepFailure(.failed, "the address moved, and other network settings did not", wayOut: "plan again"))
      }
      return .holds(facts: ["same serial x2 at \(arrival)"])
    }
    guard let place = try await move.wayBack(&site) else { return .failed(move.lost) }
    isReturning = true
    if place == move.old, try await isUnchanged(&site) { return .failed(move.returned) }
    course += undo
    return .wayBack(undo.map(PlannedWrite.init))
  }

  /// Whether the documents at the old address are those from before.
  private func isUnchanged(_ site: inout Worksite) async throws -> Bool {
    for request in undo {
      guard case .document(let live) = try await site.link.read(request.endpoint), live.bytes == request.body else {
        return false
      }
    }
    return true
  }

  /// The documents that the requests replace, for the way back.
  private func documents(behind requests: [Request], _ site: inout Worksite) async throws -> [Request] {
    var undo: [Request] = []
    for request in requests.reversed() where request.method == .put {
      if case .document(let document) = try await site.link.read(request.endpoint) {
        undo.append(.send(.put, request.endpoint, document))
      }
    }
    return undo
  }
}

/// Where to look for a recorder behind a change of its network settings.
struct AddressDestination: Sendable, Hashable {
  /// Where to look for it, most likely first.
  let candidates: [DeviceAddress]
  /// The places that must be free before, because the recorder is to have them.
  let claimed: [DeviceAddress]
  /// Whether it goes away from where it is.
  let moves: Bool

  /// Where a change of the network settings puts the recorder that is reached at an address now.
  ///
  /// An entry of the manifest for the new host names scheme and port; otherwise they stay as they are. Under DHCP the
  /// host is not known beforehand: every place the manifest names is looked at, and the present one, which it may keep.
  init(_ change: SettingChange, _ target: Plan.Target, from address: DeviceAddress) {
    moves = NetworkInterface.movesAddress(change)
    if let host = NetworkInterface.newAddress(in: change) {
      let named = target.addresses.filter { $0.host == host }
      candidates = named.isEmpty ? [address.at(host: host)] : named
      claimed = candidates
    } else {
      candidates = target.addresses.filter { $0 != address } + [address]
      claimed = []
    }
  }
}
