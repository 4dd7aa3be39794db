import ISAPI
import Settings
import XML

/// Channels, states and neighbours of a recorder as a test wants them.
struct LiveCameras {
  /// One channel as the recorder lists it.
  struct Channel {
    var id: Int
    var address: String
    var serial = ""
    var input = 1
    var mode = "manual"
    var result = "connect"
    var security = ""
  }

  var channels: [Channel] = []
  /// What a search finds; nil where none was made.
  var found: String?
  /// What the list of channels says of its size.
  var size = "2"
  /// Names of the analog inputs.
  var inputs: [String] = []
  var abilities =
    "<RacmCap><inputProxyNums>16</inputProxyNums><isSupportActivateIpc>true</isSupportActivateIpc></RacmCap>"

  /// The recorder as it was read.
  var snapshot: DeviceSnapshot {
    get throws {
      var snapshot = try FactoryRecorder.b.snapshot
      let analog = "<SysCap><VideoCap><videoInputPortNums>\(inputs.count)</videoInputPortNums></VideoCap></SysCap>"
      try snapshot.put(.capabilities, "<DeviceCap>\(analog)\(abilities)</DeviceCap>")
      try snapshot.put(
        Cameras.list,
        "<InputProxyChannelList size=\"\(size)\">\(channels.map(\.listed).joined())</InputProxyChannelList>")
      try snapshot.put(
        ChannelState.list,
        "<InputProxyChannelStatusList>\(channels.map(\.state).joined())</InputProxyChannelStatusList>")
      if let found { try snapshot.put(FoundCamera.search, "<VideoSourceList>\(found)</VideoSourceList>") }
      if !inputs.isEmpty {
        let items = inputs.enumerated().map { index, name in
          "<VideoInputChannel><id>\(index + 1)</id><inputPort>\(index + 1)</inputPort><name>\(name)</name></VideoInputChannel>"
        }
        try snapshot.put(
          "/ISAPI/System/Video/inputs/channels", "<VideoInputChannelList>\(items.joined())</VideoInputChannelList>")
      }
      return snapshot
    }
  }

  /// A camera as a search finds it.
  static func neighbour(_ address: String, _ serial: String, activated: String, port: Int = 8000) -> String {
    """
    <VideoSourceDescriptor><id>1</id><proxyProtocol>HIKVISION</proxyProtocol><ipAddress>\(address)</ipAddress>\
    <managePortNo>\(port)</managePortNo><serialNumber>\(serial)</serialNumber>\
    <macAddress>44:19:b6:00:c0:01</macAddress><activated>\(activated)</activated></VideoSourceDescriptor>
    """
  }
}

extension LiveCameras.Channel {
  fileprivate var listed: String {
    """
    <InputProxyChannel><id>\(id)</id><name>Camera \(id)</name><sourceInputPortDescriptor>\
    <proxyProtocol>HIKVISION</proxyProtocol><addressingFormatType>ipaddress</addressingFormatType>\
    <ipAddress>\(address)</ipAddress><managePortNo>8000</managePortNo><srcInputPort>\(input)</srcInputPort>\
    <userName>admin</userName><connMode>\(mode)</connMode><streamType>auto</streamType>\
    <serialNumber>\(serial)</serialNumber></sourceInputPortDescriptor></InputProxyChannel>
    """
  }

  fileprivate var state: String {
    """
    <InputProxyChannelStatus><id>\(id)</id><online>\(result == "connect")</online>\
    <chanDetectResult>\(result)</chanDetectResult><securityStatus>\(security)</securityStatus>\
    </InputProxyChannelStatus>
    """
  }
}

extension DeviceSnapshot {
  fileprivate mutating func put(_ endpoint: Endpoint, _ text: String) throws {
    readings[endpoint] = .document(try XMLDocument(parsing: Array(text.utf8)))
  }
}
