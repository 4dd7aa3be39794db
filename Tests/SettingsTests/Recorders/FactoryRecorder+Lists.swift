extension FactoryRecorder {
  var listTexts: [String: String] {
    [
      "/ISAPI/Security/users": """
      \(declaration)<UserList\(root)>
      \(user(1, "admin", "Administrator", inherent: true))
      \(user(2, "guard", "Viewer", inherent: false))
      </UserList>
      """,
      "/ISAPI/ContentMgmt/InputProxy/channels": """
      \(declaration)<InputProxyChannelList\(root) size="2">
      \(channel(1, "Camera 01", address: "10.20.30.21", serial: "DS-2CD2143G2-I20200101AAWRX00000021"))
      \(channel(2, "Camera 02", address: "192.168.254.2", serial: "DS-2CD2143G2-I20200101AAWRX00000022",
        mode: "plugplay"))
      </InputProxyChannelList>
      """,
      "/ISAPI/ContentMgmt/record/tracks": """
      \(declaration)<TrackList\(root)>
      \(track(1))
      \(track(2))
      </TrackList>
      """,
    ]
  }

  private func user(_ id: Int, _ name: String, _ level: String, inherent: Bool) -> String {
    """
    <User\(item)>
    <id>\(id)</id>
    <enabled>true</enabled>
    <userName>\(name)</userName>
    <userLevel>\(level)</userLevel>
    <attribute><inherent>\(inherent)</inherent></attribute>
    </User>
    """
  }

  private func channel(
    _ id: Int, _ name: String, address: String, serial: String, mode: String? = nil
  ) -> String {
    """
    <InputProxyChannel\(item)>
    <id>\(id)</id>
    <name>\(name)</name>
    <sourceInputPortDescriptor>
    <proxyProtocol>HIKVISION</proxyProtocol>
    <addressingFormatType>ipaddress</addressingFormatType>
    <ipAddress>\(address)</ipAddress>
    <managePortNo>8000</managePortNo>
    <srcInputPort>1</srcInputPort>
    <userName>admin</userName>
    \(mode.map { "<connMode>\($0)</connMode>" } ?? "")
    <streamType>auto</streamType>
    <model>DS-2CD2143G2-I</model>
    <serialNumber>\(serial)</serialNumber>
    <deviceID></deviceID>
    </sourceInputPortDescriptor>
    <enableAnr>false</enableAnr>
    <enableTiming>true</enableTiming>
    </InputProxyChannel>
    """
  }

  private func track(_ channel: Int) -> String {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    let actions = days.indices.map { index in
      """
      <ScheduleAction>
      <id>\(index + 1)</id>
      <ScheduleActionStartTime><DayOfWeek>\(days[index])</DayOfWeek><TimeOfDay>00:00:00</TimeOfDay></ScheduleActionStartTime>
      <ScheduleActionEndTime><DayOfWeek>\(days[(index + 1) % 7])</DayOfWeek><TimeOfDay>00:00:00</TimeOfDay></ScheduleActionEndTime>
      <Actions><Record>true</Record><ActionRecordingMode>CMR</ActionRecordingMode></Actions>
      </ScheduleAction>
      """
    }
    return """
      <Track\(item)>
      <id>\(channel)01</id>
      <Channel>\(channel)</Channel>
      <Enable>false</Enable>
      <DefaultRecordingMode>CMR</DefaultRecordingMode>
      <TrackSchedule><ScheduleBlockList><ScheduleBlock>
      <ScheduleBlockType>www.std-cgi.com/racm/schedule/ver10</ScheduleBlockType>
      \(actions.joined(separator: "\n"))
      </ScheduleBlock></ScheduleBlockList></TrackSchedule>
      <CustomExtensionList><CustomExtension>
      <enableSchedule>true</enableSchedule>
      <SaveAudio>false</SaveAudio>
      <PreRecordTimeSeconds>5</PreRecordTimeSeconds>
      </CustomExtension></CustomExtensionList>
      </Track>
      """
  }
}
