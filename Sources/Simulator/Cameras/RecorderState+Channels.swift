import FoundationEssentials
import XML

/// How a channel gets to its camera.
struct ChannelSource: Hashable {
  var address: String
  var username: String
  var protocolName: String
  var port: Int
  /// Which of the camera's pictures, from 1 (isapi.md 7.1).
  var input = 1
  /// Nil on models without ports of their own (isapi.md 7.1).
  var connectionMode: SeedChannel.ConnectionMode?
}

extension RecorderState {
  /// The number of channels that are bound.
  var channelIDs: [Int] {
    (documents[Resource.channels.path]?.elements(named: "InputProxyChannel") ?? [])
      .compactMap { $0.text(at: "id").flatMap { Int($0) } }
  }

  /// Binds a channel.
  mutating func addChannel(_ id: Int, name: String, source: ChannelSource, since: Date) {
    let element = XMLElement(ownText: channelText(id, name: name, source: source))
    documents[Resource.channels.path]?.append(element)
    sortChannels()
    connectingSince[id] = since
  }

  /// Keeps the list in the order of its numbers and its size right.
  mutating func sortChannels() {
    let path = Resource.channels.path
    documents[path]?.sortItems(named: "InputProxyChannel")
    guard let size = behavior.channelListSize, let index = documents[path]?.attributes.firstIndex(named: "size") else {
      return
    }
    documents[path]?.attributes[index].rawValue = String(size)
  }

  /// Unbinds a channel; the numbers of the others stay (isapi.md 7.2).
  mutating func removeChannel(_ id: Int) {
    documents[Resource.channels.path]?.removeElements { $0.text(at: "id") == String(id) }
    sortChannels()
    connectingSince[id] = nil
    secrets[channelSecret(id)] = nil
  }

  /// Sets the password a channel shows its camera.
  mutating func setPassword(_ password: String, ofChannel id: Int) { secrets[channelSecret(id)] = password }

  /// The password a channel shows its camera.
  func password(ofChannel id: Int) -> String? { secrets[channelSecret(id)] }

  private func channelSecret(_ id: Int) -> SecretPlace {
    SecretPlace(
      resource: Resource.channels.path, id: String(id), field: "sourceInputPortDescriptor/password")
  }

  private func channelText(_ id: Int, name: String, source: ChannelSource) -> String {
    let mode = source.connectionMode.map { "<connMode>\($0.rawValue)</connMode>" } ?? ""
    let isNew = profile.family == .b
    return """
      <InputProxyChannel\(profile.family.item)>
      <id>\(id)</id>
      <name>\(XMLText(name).raw)</name>
      <sourceInputPortDescriptor>
      <proxyProtocol>\(source.protocolName)</proxyProtocol>
      <addressingFormatType>ipaddress</addressingFormatType>
      <ipAddress>\(source.address)</ipAddress>
      <managePortNo>\(source.port)</managePortNo>
      <srcInputPort>\(source.input)</srcInputPort>
      <userName>\(XMLText(source.username).raw)</userName>
      \(mode)
      <streamType>auto</streamType>
      <deviceID></deviceID>
      </sourceInputPortDescriptor>
      \(isNew ? "<certificateValidationEnabled>false</certificateValidationEnabled>" : "")
      \(isNew ? "<defaultAdminPortEnabled>true</defaultAdminPortEnabled>" : "")
      <enableAnr>false</enableAnr>
      <enableTiming>true</enableTiming>
      </InputProxyChannel>
      """
  }
}

extension XMLElement {
  /// Puts the items of a list in the order of their ids and tells their number in `size`.
  mutating func sortItems(named name: String) {
    let items = elements(named: name)
    let sorted = items.sorted { Int($0.text(at: "id") ?? "") ?? 0 < Int($1.text(at: "id") ?? "") ?? 0 }
    if items != sorted {
      removeElements { $0.localName == name }
      for item in sorted { append(item) }
    }
    if let index = attributes.firstIndex(named: "size") { attributes[index].rawValue = String(sorted.count) }
  }
}

extension [XMLAttribute] {
  fileprivate func firstIndex(named name: String) -> Int? { firstIndex { $0.name == name } }
}
