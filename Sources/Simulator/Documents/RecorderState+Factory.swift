import FoundationEssentials
import Host
import XML

extension RecorderState {
  /// A recorder as its seed describes it.
  init(_ seed: RecorderSeed, at now: Date) {
    profile = seed.profile
    behavior = seed.behavior
    power = PowerCycle(bootedAt: now.adding(.zero - seed.uptime))
    cameras = seed.cameras
    clockSkew = seed.clockSkew
    identityKey = IdentityKey()
    binding = Binding(address: "", http: nil, https: nil)
    restoreDocuments(keeping: [])
    for (path, document) in seed.documents { documents[path] = document }
    if let address = seed.address ?? (seed.documents[Resource.interfaces.path] == nil ? behavior.defaultAddress : nil) {
      setAddress(address)
    }
    for edit in seed.edits { apply(edit) }
    if let password = seed.password { setPassword(password.reveal(), ofUser: "1") }
    for (index, user) in seed.users.enumerated() { add(user, id: index + 2) }
    for channel in seed.channels { add(channel) }
    binding = configuredBinding
  }

  /// Puts every document back to what it was when the recorder left the factory.
  mutating func restoreDocuments(keeping kept: Set<String>) {
    for resource in ResourceCatalog.all where !kept.contains(resource.path) {
      documents[resource.path] = resource.factoryDocument(for: profile)
      secrets = secrets.filter { $0.key.resource != resource.path }
    }
    pending = [:]
  }

  /// Gives the interface a static address.
  mutating func setAddress(_ address: InterfaceAddress) {
    documents[Resource.interfaces.path]?.modify(at: "NetworkInterface/IPAddress") { element in
      element.setText("static", at: "addressingType")
      element.setText(address.address, at: "ipAddress")
      element.setText(address.mask, at: "subnetMask")
      element.setText(address.gateway, at: "DefaultGateway/ipAddress")
    }
  }

  /// Sets the password of an account.
  mutating func setPassword(_ password: String, ofUser id: String) {
    secrets[SecretPlace(resource: Resource.users.path, id: id, field: "password")] = password
  }

  /// Changes a field of a document.
  mutating func apply(_ edit: DocumentEdit) {
    guard let target = resource(at: edit.resource), var document = documents[target.resource.path],
      var owner = target.owner(in: document)
    else { return }
    owner.setText(edit.value, creating: edit.field)
    target.replaceOwner(in: &document, with: owner)
    documents[target.resource.path] = document
  }

  private mutating func add(_ user: SeedUser, id: Int) {
    let text = Resource.user(id, user.name, level: user.level, inherent: false, family: profile.family)
    documents[Resource.users.path]?.append(XMLElement(ownText: text))
    setPassword(user.password.reveal(), ofUser: String(id))
  }

  private mutating func add(_ channel: SeedChannel) {
    let mode = profile.model.poePorts > 0 ? channel.connectionMode : nil
    let source = ChannelSource(
      address: channel.address, username: channel.username, protocolName: "HIKVISION", port: 8000,
      connectionMode: mode)
    addChannel(channel.id, name: channel.name, source: source, since: .distantPast)
    setPassword(channel.password.reveal(), ofChannel: channel.id)
  }
}
