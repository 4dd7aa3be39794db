import FoundationEssentials
import XML

extension RecorderState {
  /// Binds cameras in the recorder's own sockets to the channels of these sockets, where they are free and nobody
  /// removed the camera by hand (isapi.md 4.2, 7.2).
  mutating func addPluggedCameras(at now: Date) {
    guard isActivated, now >= plugAndPlaySince.adding(behavior.timings.plugAndPlay) else { return }
    let bound = unwatchedAddresses.union(
      (documents[Resource.channels.path]?.elements(named: "InputProxyChannel") ?? [])
        .compactMap { $0.text(at: "sourceInputPortDescriptor/ipAddress") })
    for index in cameras.indices {
      let camera = cameras[index]
      guard case .poe(let port) = camera.plug, camera.isReachable, port <= profile.model.poePorts,
        !bound.contains(camera.address), !channelIDs.contains(port)
      else { continue }
      bind(index, to: port, at: plugAndPlaySince.adding(behavior.timings.plugAndPlay))
    }
  }

  /// The recorder tries its own password, and gives it to a camera that has none (isapi.md 7.7).
  private mutating func bind(_ index: Int, to channel: Int, at time: Date) {
    guard let password = password(ofUser: "1") else { return }
    if !cameras[index].isActivated {
      cameras[index].isActivated = true
      cameras[index].username = "admin"
      cameras[index].password = password
    }
    let source = ChannelSource(
      address: cameras[index].address, username: "admin", protocolName: "HIKVISION", port: 8000,
      connectionMode: .plugAndPlay)
    addChannel(channel, name: "Camera \(CivilTime.digits(channel, 2))", source: source, since: time)
    setPassword(password, ofChannel: channel)
  }

  /// A channel that is not bound; nil where all are.
  var freeChannel: Int? {
    let bound = Set(channelIDs)
    return profile.model.cameraChannels.first { !bound.contains($0) }
  }
}
