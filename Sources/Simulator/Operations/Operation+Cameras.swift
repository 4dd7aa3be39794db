import ISAPI
import XML

extension Operation {
  /// Binding and unbinding cameras, their state, and the search for more (isapi.md 7.2 to 7.4).
  static let cameras: [Operation] = [
    Operation(method: .post, path: PathPattern(Resource.channels.path), audience: .administrators, isWrite: true) {
      (state, call) throws(Refusal) in
      let id = try state.bindCamera(try RecorderState.root(of: call.request.body), call)
      return Reply(state.done(call.request.endpoint, id: String(id)))
    },
    Operation(method: .get, path: PathPattern(Resource.channels.path + "/status"), audience: .users, isWrite: false) {
      (state, call) throws(Refusal) in
      let items = state.channels.map { state.statusItem($0, call) }
      return Reply(
        state.document(
          """
          <InputProxyChannelStatusList\(state.profile.family.root)>
          \(items.map(\.markup).joined(separator: "\n"))
          </InputProxyChannelStatusList>
          """))
    },
    Operation(method: .get, path: PathPattern(Resource.channels.path + "/*/status"), audience: .users, isWrite: false) {
      (state, call) throws(Refusal) in
      guard let channel = state.channels.first(where: { $0.text(at: "id") == call.id }) else {
        throw .content("badParameters")
      }
      return Reply(state.document(state.statusItem(channel, call)))
    },
    Operation(
      method: .delete, path: PathPattern(Resource.channels.path + "/*"), audience: .administrators, isWrite: true
    ) {
      (state, call) throws(Refusal) in
      guard let id = Int(call.id), let channel = state.channels.first(where: { $0.text(at: "id") == call.id })
      else { throw .operation("channelDeviceNotExist") }
      if channel.text(at: "sourceInputPortDescriptor/connMode") == "manual" {
        state.unwatchedAddresses.insert(channel.text(at: "sourceInputPortDescriptor/ipAddress") ?? "")
      }
      state.removeChannel(id)
      state.plugAndPlaySince = call.time
      state.records.append(state.record("remoteDelIpc", call.caller, at: call.time))
      return Reply(state.done(call.request.endpoint))
    },
    Operation(
      method: .get, path: PathPattern(Resource.channels.path + "/capabilities"), audience: .users, isWrite: false
    ) {
      (state, _) throws(Refusal) in
      let names = state.behavior.cameraProtocols.joined(separator: ",")
      return Reply(
        state.document(
          """
          <InputProxyChannelCap\(state.profile.family.root)>
          <sourceInputPortDescriptor>
          <proxyProtocol opt="\(names)">\(state.behavior.cameraProtocols.first ?? "")</proxyProtocol>
          </sourceInputPortDescriptor>
          </InputProxyChannelCap>
          """))
    },
    Operation(
      method: .put, path: PathPattern(Resource.channels.path + "/activate"), audience: .administrators, isWrite: true
    ) {
      (state, call) throws(Refusal) in
      try state.activateCamera(try RecorderState.root(of: call.request.body))
      return Reply(state.done(call.request.endpoint))
    },
    Operation(method: .get, path: "/ISAPI/ContentMgmt/InputProxy/search", audience: .users, isWrite: false) {
      (state, _) throws(Refusal) in
      Reply(state.document(state.foundCameras), delay: state.behavior.timings.search)
    },
  ]
}

extension RecorderState {
  fileprivate var channels: [XMLElement] {
    documents[Resource.channels.path]?.elements(named: "InputProxyChannel") ?? []
  }

  fileprivate mutating func bindCamera(_ sent: XMLElement, _ call: Call) throws(Refusal) -> Int {
    guard sent.localName == "InputProxyChannel", let descriptor = sent.child("sourceInputPortDescriptor"),
      let name = descriptor.text(at: "proxyProtocol"), let username = descriptor.text(at: "userName"),
      let port = descriptor.text(at: "managePortNo").flatMap({ Int($0) })
    else { throw .content() }
    for rule in Resource.channels.rules { try rule.check(sent) }
    let address = descriptor.text(at: "ipAddress") ?? descriptor.text(at: "hostName") ?? ""
    try checkProtocol(name)
    try checkFree(address, port: descriptor.text(at: "srcInputPort") ?? "1", except: nil)
    try checkPassword(descriptor.text(at: "password"), protocolName: name)
    let wanted = sent.text(at: "id").flatMap { Int($0) } ?? 0
    if wanted != 0, channelIDs.contains(wanted) { throw .operation("channelDeviceExist") }
    if wanted != 0, !profile.model.cameraChannels.contains(wanted) { throw .operation("ipcNumReachesLimit") }
    guard let id = wanted == 0 || behavior.choosesChannel ? freeChannel : wanted else {
      throw .operation("ipcNumReachesLimit")
    }
    let mode = descriptor.text(at: "connMode").flatMap { SeedChannel.ConnectionMode(rawValue: $0) } ?? .manual
    let source = ChannelSource(
      address: address, username: username, protocolName: name, port: port,
      input: descriptor.text(at: "srcInputPort").flatMap { Int($0) } ?? 1,
      connectionMode: profile.model.poePorts > 0 ? mode : nil)
    addChannel(id, name: sent.text(at: "name") ?? "Camera \(id)", source: source, since: call.time)
    if let password = descriptor.text(at: "password") { setPassword(password, ofChannel: id) }
    records.append(record("remoteAddIpc", call.caller, at: call.time))
    return id
  }

  /// Gives a camera without an administrator its first password (isapi.md 7.7).
  fileprivate mutating func activateCamera(_ sent: XMLElement) throws(Refusal) {
    guard behavior.activatesCameras else { throw .notSupport }
    guard sent.localName == "VideoSourceActivation", let device = sent.child("ActivationDevice"),
      device.text(at: "mode") == "descriptor", let address = device.text(at: "descriptor/ipAddress"),
      let password = sent.text(at: "password"), sent.text(at: "passwordType") == "selfDefine"
    else { throw .content() }
    let mac = device.text(at: "descriptor/macAddress") ?? ""
    guard let index = cameras.firstIndex(where: { $0.address == address && $0.isReachable && $0.mac == mac })
    else { throw .operation("IPCNotExist") }
    if cameras[index].isActivated { throw .operation("hasActivated") }
    if let refusal = PasswordRule.refusal(of: password, for: "admin") { throw refusal }
    cameras[index].isActivated = true
    cameras[index].username = "admin"
    cameras[index].password = password
  }

  /// Only protocols that the recorder has (isapi.md 7.1).
  func checkProtocol(_ name: String) throws(Refusal) {
    if !behavior.cameraProtocols.contains(name) { throw .content() }
  }

  /// One camera has one channel, and is not the recorder (isapi.md 7.2).
  func checkFree(_ address: String, port: String, except id: String?) throws(Refusal) {
    if address.isEmpty { throw .content("badHostAddress") }
    if address == binding.address { throw .operation("channelIpAddrConflictWithDev") }
    let isTaken = (documents[Resource.channels.path]?.elements(named: "InputProxyChannel") ?? []).contains {
      $0.text(at: "id") != id && $0.text(at: "sourceInputPortDescriptor/ipAddress") == address
        && ($0.text(at: "sourceInputPortDescriptor/srcInputPort") ?? "1") == port
    }
    if isTaken { throw .operation("addDuplicateIPC") }
  }

  /// The maker's own protocol wants eight characters (isapi.md 7.2).
  func checkPassword(_ password: String?, protocolName: String) throws(Refusal) {
    guard let password else { return }
    if protocolName == "HIKVISION", password.utf8.count < 8 { throw .operation("channelRiskPassword") }
  }

  fileprivate func statusItem(_ channel: XMLElement, _ call: Call) -> XMLElement {
    let status = channelStatus(channel, at: call.time)
    let id = channel.text(at: "id") ?? ""
    var isOnline = false
    if case .online = status { isOnline = true }
    var item = XMLElement(
      ownText: """
        <InputProxyChannelStatus\(profile.family.item)>
        <id>\(id)</id>
        <online>\(isOnline)</online>
        <streamingProxyChannelIdList>
        <streamingProxyChannelId>\(id)01</streamingProxyChannelId>
        <streamingProxyChannelId>\(id)02</streamingProxyChannelId>
        </streamingProxyChannelIdList>
        <chanDetectResult>\(status.word)</chanDetectResult>
        \(security(of: channel))
        </InputProxyChannelStatus>
        """)
    if var descriptor = channel.child("sourceInputPortDescriptor") {
      descriptor.removeElements { $0.localName == "userName" }
      item.insert(descriptor, after: "id")
    }
    return item
  }

  /// How the camera of a channel is secured, which newer firmware tells (isapi.md 7.3).
  private func security(of channel: XMLElement) -> String {
    let address = channel.text(at: "sourceInputPortDescriptor/ipAddress")
    guard profile.family == .b, let camera = cameras.first(where: { $0.address == address && $0.isReachable })
    else { return "" }
    return "<securityStatus>\(camera.security)</securityStatus>"
  }

  /// Everything on the network, whether it is bound or not (isapi.md 7.4).
  fileprivate var foundCameras: String {
    let bound = Set(channels.compactMap { $0.text(at: "sourceInputPortDescriptor/ipAddress") })
    let items = cameras.filter(\.isReachable).enumerated().map { index, camera in
      """
      <VideoSourceDescriptor>
      <id>\(index + 1)</id>
      <proxyProtocol>HIKVISION</proxyProtocol>
      <addressingFormatType>ipaddress</addressingFormatType>
      <ipAddress>\(camera.address)</ipAddress>
      <subnetMask>255.255.255.0</subnetMask>
      <serialNumber>\(camera.serial)</serialNumber>
      <macAddress>\(camera.mac)</macAddress>
      <firmwareVersion>\(camera.firmware)</firmwareVersion>
      <managePortNo>8000</managePortNo>
      <userName>admin</userName>
      \(behavior.searchTellsPasswords ? "<password>\(XMLText(camera.password).raw)</password>" : "")
      <srcInputPortNums>\(camera.inputs)</srcInputPortNums>
      <deviceID></deviceID>
      <deviceModel>\(camera.model)</deviceModel>
      <activated>\(camera.isActivated)</activated>
      <addStatus>\(bound.contains(camera.address) ? "added" : "notAdded")</addStatus>
      </VideoSourceDescriptor>
      """
    }
    return """
      <VideoSourceList\(profile.family.root)>
      \(items.joined(separator: "\n"))
      </VideoSourceList>
      """
  }
}
