import XML

extension Resource {
  /// The recording schedule of each channel's main stream; the switch is `enableSchedule` (isapi.md 7.8).
  static let tracks = Resource(
    path: "/ISAPI/ContentMgmt/record/tracks",
    item: "Track",
    readOnly: ["id", "Channel", "TrackGUID", "DefaultRecordingMode"],
    rules: [
      .word(
        "TrackSchedule/ScheduleBlockList/ScheduleBlock/ScheduleAction/Actions/ActionRecordingMode",
        ["CMR", "MOTION", "ALARM", "EDR", "ALARMORMOTION", "ALARMANDMOTION", "AllEvent"])
    ],
    expand: { list, profile in
      guard let first = list.child("Track") else { return }
      for channel in 1...profile.model.cameraChannels.upperBound where channel > 1 {
        var track = first
        track.setText("\(channel)01", at: "id")
        track.setText("\(channel)", at: "Channel")
        track.setText(guid(channel), at: "TrackGUID")
        list.append(track)
      }
    }
  ) { profile in
    """
    <TrackList\(profile.family.root)>
    \(firstTrack(profile.family))
    </TrackList>
    """
  }

  private static func guid(_ channel: Int) -> String {
    "{00000000-0000-0000-0000-0000000\(10_000 + channel)}"
  }

  private static func firstTrack(_ family: Family) -> String {
    """
    <Track\(family.item)>
    <id>101</id>
    <Channel>1</Channel>
    <Enable>false</Enable>
    <Description>trackType=standard</Description>
    <TrackGUID>\(guid(1))</TrackGUID>
    <Size>0</Size>
    <Duration min="0" max="0">P0DT0H</Duration>
    <DefaultRecordingMode>CMR</DefaultRecordingMode>
    <LoopEnable>true</LoopEnable>
    <TrackSchedule>
    <ScheduleBlockList>
    <ScheduleBlock>
    <ScheduleBlockGUID>{00000000-0000-0000-0000-000000000000}</ScheduleBlockGUID>
    <ScheduleBlockType>www.std-cgi.com/racm/schedule/ver10</ScheduleBlockType>
    \(days.indices.map(action).joined(separator: "\n"))
    </ScheduleBlock>
    </ScheduleBlockList>
    </TrackSchedule>
    <CustomExtensionList>
    <CustomExtension>
    <CustomExtensionName>www.hikvision.com/RaCM/trackExt/ver10</CustomExtensionName>
    <enableSchedule>true</enableSchedule>
    <SaveAudio>false</SaveAudio>
    <PreRecordTimeSeconds>5</PreRecordTimeSeconds>
    <PostRecordTimeSeconds>5</PostRecordTimeSeconds>
    </CustomExtension>
    </CustomExtensionList>
    </Track>
    """
  }

  private static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  private static func action(_ index: Int) -> String {
    """
    <ScheduleAction>
    <id>\(index + 1)</id>
    <ScheduleActionStartTime>
    <DayOfWeek>\(days[index])</DayOfWeek>
    <TimeOfDay>00:00:00</TimeOfDay>
    </ScheduleActionStartTime>
    <ScheduleActionEndTime>
    <DayOfWeek>\(days[(index + 1) % days.count])</DayOfWeek>
    <TimeOfDay>00:00:00</TimeOfDay>
    </ScheduleActionEndTime>
    <ScheduleDSTEnable>false</ScheduleDSTEnable>
    <Description>nothing</Description>
    <Actions>
    <Record>true</Record>
    <Log>false</Log>
    <SaveImg>false</SaveImg>
    <ActionRecordingMode>CMR</ActionRecordingMode>
    </Actions>
    </ScheduleAction>
    """
  }

  /// The disks, one in each bay; they outlive every reset (isapi.md 7.9).
  static let storage = Resource(path: "/ISAPI/ContentMgmt/Storage", isWritable: false) { profile in
    let disks = (0..<profile.model.bays).map { disk($0 + 1, family: profile.family) }
    let isNew = profile.family == .b
    return """
      <storage\(profile.family.root)>
      <hddList>
      \(disks.joined(separator: "\n"))
      </hddList>
      <nasList>
      </nasList>
      <workMode\(isNew ? " opt=\"group,quota\"" : "")>quota</workMode>
      \(isNew ? "<ssdList>\n</ssdList>" : "")
      </storage>
      """
  }

  private static func disk(_ id: Int, family: Family) -> String {
    """
    <hdd\(family.item)>
    <id>\(id)</id>
    <hddName>hdd\(id)</hddName>
    <hddPath></hddPath>
    <hddType>SATA</hddType>
    <status>ok</status>
    <capacity>5723166</capacity>
    <freeSpace>0</freeSpace>
    <property>RW</property>
    \(family == .b ? "<group>1</group>" : "")
    </hdd>
    """
  }
}
