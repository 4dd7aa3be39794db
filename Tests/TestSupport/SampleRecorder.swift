package import ISAPI
import XML

/// A recorder in use, as documents: family B, eight channels, a few things not as a site would want them.
package enum SampleRecorder {
  package static let address = DeviceAddress(.https, "10.20.30.10")

  package static let identity = DeviceIdentity(
    serial: "DS-7608NI-K2/8P0820200101CCRR0123454821WCVU", model: "DS-7608NI-K2/8P", mac: "44:19:b6:00:a0:3f",
    firmware: "V4.30.085", firmwareReleased: "build 200916")

  /// The documents by their resources, in words of a recorder (isapi.md 3 to 7).
  package static let documents: [Endpoint: String] = [
    .deviceInfo: """
    <DeviceInfo version="2.0"><deviceName>Network Video Recorder</deviceName><deviceID>1</deviceID>\
    <model>DS-7608NI-K2/8P</model><serialNumber>DS-7608NI-K2/8P0820200101CCRR0123454821WCVU</serialNumber>\
    <macAddress>44:19:b6:00:a0:3f</macAddress><firmwareVersion>V4.30.085</firmwareVersion>\
    <telecontrolID>255</telecontrolID></DeviceInfo>
    """,
    .capabilities: """
    <DeviceCap version="2.0"><SysCap><NetworkCap><isSupportUpnp>true</isSupportUpnp>\
    <isSupportTelnet>false</isSupportTelnet></NetworkCap></SysCap>\
    <RacmCap><inputProxyNums>8</inputProxyNums></RacmCap></DeviceCap>
    """,
    "/ISAPI/System/time": """
    <Time version="2.0"><timeMode>NTP</timeMode><localTime>2026-01-31T12:00:00+01:00</localTime>\
    <timeZone>CST-1:00:00</timeZone></Time>
    """,
    "/ISAPI/System/time/ntpServers": """
    <NTPServerList version="2.0"><NTPServer><id>1</id><addressingFormatType>hostname</addressingFormatType>\
    <hostName>pool.ntp.org</hostName><portNo>123</portNo><synchronizeInterval>60</synchronizeInterval>\
    </NTPServer></NTPServerList>
    """,
    "/ISAPI/System/Network/UPnP": """
    <UPnP version="2.0"><enabled>true</enabled><name>recorder</name></UPnP>
    """,
    "/ISAPI/System/Network/interfaces/1": """
    <NetworkInterface version="2.0"><id>1</id><IPAddress><ipVersion>v4</ipVersion>\
    <addressingType>static</addressingType><ipAddress>10.20.30.10</ipAddress>\
    <subnetMask>255.255.255.0</subnetMask><DefaultGateway><ipAddress>10.20.30.1</ipAddress></DefaultGateway>\
    <PrimaryDNS><ipAddress>8.8.8.8</ipAddress></PrimaryDNS><SecondaryDNS><ipAddress>0.0.0.0</ipAddress>\
    </SecondaryDNS></IPAddress><Link><MACAddress>44:19:b6:00:a0:3f</MACAddress><MTU>1500</MTU></Link>\
    </NetworkInterface>
    """,
    "/ISAPI/Security/users": """
    <UserList version="2.0"><User><id>1</id><userName>admin</userName><userLevel>Administrator</userLevel></User>\
    <User><id>2</id><userName>viewer</userName><userLevel>Viewer</userLevel></User></UserList>
    """,
    "/ISAPI/ContentMgmt/InputProxy/channels": """
    <InputProxyChannelList version="2.0">\
    \(channel(1, "entrance", "10.20.30.21"))\(channel(2, "Camera 02", "10.20.30.22"))\
    \(channel(5, "IPCamera 05", "10.20.30.25"))</InputProxyChannelList>
    """,
    "/ISAPI/ContentMgmt/record/tracks": """
    <TrackList version="1.0">\(track(1))\(track(2))\(track(5))</TrackList>
    """,
  ]

  /// Everything read; `changes` puts other documents in the place of some, nil for one that the recorder has not.
  package static func snapshot(
    login: DeviceSnapshot.Login = .current, identity: DeviceIdentity = identity, changes: [Endpoint: String?] = [:]
  ) throws -> DeviceSnapshot {
    var readings: [Endpoint: DeviceSnapshot.Reading] = [:]
    for (endpoint, text) in documents { readings[endpoint] = .document(try XMLDocument(parsing: Array(text.utf8))) }
    for (endpoint, text) in changes {
      readings[endpoint] =
        try text.map { .document(try XMLDocument(parsing: Array($0.utf8))) }
        ?? .absent(status: 403, subStatus: "notSupport")
    }
    return DeviceSnapshot(identity: identity, login: login, readings: readings)
  }

  /// The document at a resource with one piece of its text replaced.
  package static func document(_ endpoint: Endpoint, replacing old: String, with new: String) -> [Endpoint: String?] {
    [endpoint: documents[endpoint]?.replacing(old, with: new)]
  }

  private static func channel(_ number: Int, _ name: String, _ host: String) -> String {
    """
    <InputProxyChannel><id>\(number)</id><name>\(name)</name><sourceInputPortDescriptor>\
    <proxyProtocol>HIKVISION</proxyProtocol><addressingFormatType>ipaddress</addressingFormatType>\
    <ipAddress>\(host)</ipAddress><managePortNo>8000</managePortNo><srcInputPort>1</srcInputPort>\
    <userName>admin</userName><streamType>auto</streamType><connMode>manual</connMode></sourceInputPortDescriptor>\
    </InputProxyChannel>
    """
  }

  /// The track of a camera that is recorded all week (isapi.md 7.8).
  private static func track(_ number: Int) -> String {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    let actions = days.indices.map { index in
      """
      <ScheduleAction><id>\(index + 1)</id><ScheduleActionStartTime><DayOfWeek>\(days[index])</DayOfWeek>\
      <TimeOfDay>00:00:00</TimeOfDay></ScheduleActionStartTime><ScheduleActionEndTime>\
      <DayOfWeek>\(days[(index + 1) % 7])</DayOfWeek><TimeOfDay>00:00:00</TimeOfDay></ScheduleActionEndTime>\
      <ScheduleDSTEnable>false</ScheduleDSTEnable><Description>nothing</Description><Actions><Record>true</Record>\
      <Log>false</Log><SaveImg>false</SaveImg><ActionRecordingMode>CMR</ActionRecordingMode></Actions>\
      </ScheduleAction>
      """
    }
    return """
      <Track><id>\(number)01</id><Channel>\(number)</Channel><Enable>false</Enable><TrackSchedule>\
      <ScheduleBlockList><ScheduleBlock>\(actions.joined())</ScheduleBlock></ScheduleBlockList></TrackSchedule>\
      <CustomExtensionList><CustomExtension><enableSchedule>true</enableSchedule><SaveAudio>false</SaveAudio>\
      </CustomExtension></CustomExtensionList></Track>
      """
  }
}
