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
    twin = seed.snapshot.map(Twin.init)
    restoreDocuments(keeping: [])
    // A twin without an administrator is the real one as a reset would leave it.
    let isRecorded = twin != nil && seed.password != nil
    if let twin {
      for resource in resources where isRecorded || resource.path == Resource.storage.path {
        documents[resource.path] = twin.document(of: resource, for: profile)
      }
      if !isRecorded { departFromRecord() }
    }
    for (path, document) in seed.documents { documents[path] = document }
    let hasAddress =
      seed.documents[Resource.interfaces.path] != nil
      || isRecorded && twin?.documents[Resource.interfaces.path] != nil
    if let address = seed.address ?? (hasAddress ? nil : behavior.defaultAddress) { setAddress(address) }
    for edit in seed.edits { apply(edit) }
    if let password = seed.password { setPassword(password.reveal(), ofUser: "1") }
    if isRecorded { letChannelsIn() }
    for user in seed.users { addUser(user) }
    for channel in seed.channels { add(channel) }
    binding = configuredBinding
  }

  /// Puts every document back to what it was when the recorder left the factory.
  mutating func restoreDocuments(keeping kept: Set<String>) {
    for resource in resources where !kept.contains(resource.path) {
      documents[resource.path] =
        twin.map { $0.factoryDocument(of: resource, for: profile) } ?? resource.factoryDocument(for: profile)
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
    departFromRecord()
    guard let target = resource(at: edit.resource), var document = documents[target.resource.path],
      var owner = target.owner(in: document)
    else { return }
    owner.setText(edit.value, creating: edit.field)
    target.replaceOwner(in: &document, with: owner)
    documents[target.resource.path] = document
  }

  /// Lets every channel show its camera what it takes, since no snapshot tells what it shows.
  private mutating func letChannelsIn() {
    for channel in documents[Resource.channels.path]?.elements(named: "InputProxyChannel") ?? [] {
      let address = channel.text(at: "sourceInputPortDescriptor/ipAddress")
      guard let id = channel.text(at: "id").flatMap({ Int($0) }),
        let camera = cameras.first(where: { $0.address == address })
      else { continue }
      setPassword(camera.password, ofChannel: id)
    }
  }

  /// Adds an account behind those that are there.
  mutating func addUser(_ user: SeedUser) {
    let users = documents[Resource.users.path]?.elements(named: "User") ?? []
    let id = (users.compactMap { $0.text(at: "id").flatMap { Int($0) } }.max() ?? 1) + 1
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
