import Crypto
import FoundationEssentials
import ISAPI
import XML

extension Operation {
  /// Reboot, reset, state and backup (isapi.md 3.3 to 3.6).
  static let maintenance: [Operation] = [
    Operation(method: .put, path: "/ISAPI/System/reboot", audience: .administrators, isWrite: true) {
      (state, call) throws(Refusal) in
      state.records.append(state.record("remoteReboot", call.caller, at: call.time))
      return Reply(state.done(call.request.endpoint), aftermath: .reboot(.nothing))
    },
    Operation(method: .put, path: "/ISAPI/System/factoryReset", audience: .administrators, isWrite: true) {
      (state, call) throws(Refusal) in
      guard let mode = ResetMode(rawValue: call.request.endpoint.query("mode") ?? "full") else {
        throw .content("badParameters")
      }
      state.records.append(state.record("remoteFactoryDefault", call.caller, at: call.time))
      return Reply(state.done(call.request.endpoint), aftermath: .reboot(.reset(mode)))
    },
    Operation(method: .get, path: "/ISAPI/System/status", audience: .users, isWrite: false) {
      (state, call) throws(Refusal) in
      if let recorded = state.recordedStatus(at: call.time) { return Reply(recorded) }
      let uptime = Int(call.time.timeIntervalSince(state.power.bootedAt))
      return Reply(
        state.document(
          """
          <DeviceStatus\(state.profile.family.root)>
          <currentDeviceTime>\(state.localTime(at: call.time))</currentDeviceTime>
          <deviceUpTime>\(uptime)</deviceUpTime>
          <CPUList>
          <CPU>
          <cpuDescription>2786.91</cpuDescription>
          <cpuUtilization>12</cpuUtilization>
          </CPU>
          </CPUList>
          <MemoryList>
          <Memory>
          <memoryDescription>DDR Memory</memoryDescription>
          <memoryUsage>244.175781</memoryUsage>
          <memoryAvailable>255.894531</memoryAvailable>
          </Memory>
          </MemoryList>
          </DeviceStatus>
          """))
    },
    Operation(method: .get, path: "/ISAPI/System/configurationData", audience: .administrators, isWrite: false) {
      (state, call) throws(Refusal) in
      let key = call.request.endpoint.query("secretkey") ?? ""
      guard (1...16).contains(key.utf8.count) else { throw .content("badParameters") }
      state.records.append(state.record("remoteDownloadCfgFile", call.caller, at: call.time))
      let body = state.exportedConfiguration(key: key)
      return Reply(Response(status: 200, headers: ["Content-Type": "application/octet-stream"], body: body))
    },
  ]
}

extension Endpoint {
  /// The value of a query parameter, percent escapes left alone.
  func query(_ name: String) -> String? {
    guard let mark = target.firstIndex(of: "?") else { return nil }
    for pair in target[target.index(after: mark)...].split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.first == Substring(name) { return parts.count == 2 ? String(parts[1]) : "" }
    }
    return nil
  }
}

extension RecorderState {
  /// The configuration as an opaque file bound to the model and the key (isapi.md 3.6).
  fileprivate func exportedConfiguration(key: String) -> [UInt8] {
    let text = documents.sorted { $0.key < $1.key }.map { $0.key + "\n" + $0.value.markup }.joined(separator: "\n")
    var stream: [UInt8] = []
    var counter = 0
    let plain = Array(text.utf8)
    while stream.count < plain.count {
      stream += SHA256.hash(data: Array("\(key)/\(profile.model)/\(counter)".utf8))
      counter += 1
    }
    return Array("CFG1\(profile.model)\n".utf8) + zip(plain, stream).map { $0 ^ $1 }
  }
}
