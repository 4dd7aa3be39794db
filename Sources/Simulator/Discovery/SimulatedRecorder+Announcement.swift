package import ISAPI
package import SADP
import XML

extension SimulatedRecorder {
  /// What the recorder tells everybody on its segment; nil while it is down.
  package var announcement: DiscoveredDevice? {
    withState { state, _ in
      guard state.power.phase != .down else { return nil }
      let settings = state.documents[Resource.interfaces.path]?.element(at: "NetworkInterface/IPAddress")
      return DiscoveredDevice(
        identity: DeviceIdentity(
          serial: profile.serial, model: profile.model.description, mac: profile.mac, firmware: profile.firmware,
          firmwareReleased: profile.firmwareReleased),
        kind: .recorder, address: state.binding.address, subnetMask: settings?.text(at: "subnetMask"),
        gateway: settings?.text(at: "DefaultGateway/ipAddress"),
        usesDHCP: settings?.text(at: "addressingType") == "dynamic", httpPort: state.binding.http,
        isActivated: state.isActivated)
    }
  }

  /// The announcement as a message; nil while the recorder is down.
  package func reply(on occasion: SADPReply.Occasion) -> SADPReply? {
    announcement.map { device in
      var reply = SADPReply(occasion)
      reply.model = device.identity.model
      reply.serial = device.identity.serial
      reply.mac = device.identity.mac.replacing(":", with: "-")
      reply.address = device.address
      reply.subnetMask = device.subnetMask
      reply.gateway = device.gateway
      reply.usesDHCP = device.usesDHCP
      reply.httpPort = device.httpPort
      // In one word, as devices write it (sadp.md 3).
      reply.softwareVersion = device.identity.firmware + device.identity.firmwareReleased
      reply.analogChannels = 0
      reply.digitalChannels = profile.model.channels
      reply.isActivated = device.isActivated
      return reply
    }
  }
}
