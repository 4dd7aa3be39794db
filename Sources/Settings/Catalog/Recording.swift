import Host
package import ISAPI
package import XML

/// What a recorder keeps of each camera: the schedule of the main stream's track (isapi.md 7.8).
package struct Recording: CollectionSetting {
  package var mode: Mode?
  package var audio: Bool?

  /// When a camera is recorded.
  package enum Mode: String, Sendable, CaseIterable {
    case continuous
    case motion
    case off
  }

  package init() {}

  package static let key = "recording"
  package static let section = Section.recording
  package static let stage = Stage.recording
  package static let collection = Cameras.collection
  package static let identity = Cameras.identity
  package static let list: Endpoint = "/ISAPI/ContentMgmt/record/tracks"
  package static let container = "TrackList"
  package static let ownsMembership = false

  package static let fields: [Field<Self>] = [
    Field(
      "record.mode", \.mode, .choice, .schedule,
      "When the camera is recorded, all week: `continuous`, `motion`, or `off`."),
    Field(
      "record.audio", \.audio, .boolean, .switch("CustomExtensionList/CustomExtension/SaveAudio"),
      "Whether sound is recorded with the picture."),
  ]

  /// Track ids are the channel and 01 for its main stream.
  package static func liveItems(in list: XMLElement) -> [LiveItem] {
    list.subjects(named: "Track").compactMap { track in
      guard let id = track.text(at: "id").flatMap({ Int($0) }), id % 100 == 1 else { return nil }
      return LiveItem(identity: String(id / 100), element: track)
    }
  }

  package static func endpoint(of live: LiveItem) -> Endpoint { list.item(live.element.text(at: "id") ?? "") }

  /// A camera brings its track; one that is there without a track is not recorded at all.
  package static func obstacle(toAdding item: DesiredItem, on snapshot: DeviceSnapshot) -> String? {
    let isThere = Cameras.liveItems(on: snapshot).contains { $0.identity == item.item }
    return isThere ? "the recorder keeps no recordings of channel \(item.item ?? "")" : nil
  }

  /// A track comes and goes with its camera.
  package static func addition(
    _ item: DesiredItem, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets
  ) throws -> Request? { nil }

  package static func summary(of live: LiveItem) -> String { live.element.recordingMode?.shown ?? "" }

  /// A track of a channel without a camera is none that a manifest could tell of.
  package static func liveState(on snapshot: DeviceSnapshot, for context: ExportContext) -> LiveState {
    var state = liveItemState(on: snapshot, for: context)
    guard snapshot[Cameras.list] != nil else { return state }
    let bound = Set(Cameras.liveItems(on: snapshot).map(\.identity))
    state.items.removeAll { !bound.contains($0.item ?? "") }
    state.omissions.removeAll { !bound.contains($0.item ?? "") }
    return state
  }
}

extension DeviceBinding where Value == Recording.Mode {
  /// The switch of a track together with what its schedule does all week.
  fileprivate static let schedule = DeviceBinding(
    read: { wanted, track in
      guard let live = track.recordingMode, wanted == .off || track.element(at: WeekSchedule.block) != nil else {
        return .missing
      }
      return live == .known(wanted) ? .same : .differs(live: live.shown)
    },
    write: { mode, track, _ in
      guard let path = track.recordingSwitch else { return false }
      guard track.setFlag(mode != .off, at: path) else { return false }
      if mode == .off { return true }
      return track.modify(at: WeekSchedule.block) { $0.record(mode) } != nil
    },
    live: { track in
      switch track.recordingMode {
      case .known(let mode)?: .value(mode)
      case .other?: .other("a schedule that is not the same all week")
      case nil: .nothing
      }
    })
}

/// What a track records.
private enum RecordingState: Equatable {
  case known(Recording.Mode)
  /// A schedule that manifests cannot tell of.
  case other

  var shown: String {
    switch self {
    case .known(let mode): mode.rawValue
    case .other: "another schedule"
    }
  }
}

/// The parts of a schedule that covers the week.
private enum WeekSchedule {
  static let block: XMLPath = "TrackSchedule/ScheduleBlockList/ScheduleBlock"
  static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  /// The word of the recorder for a mode.
  static func word(_ mode: Recording.Mode) -> String { mode == .motion ? "MOTION" : "CMR" }

  /// The mode behind a word; recorders that refuse `MOTION` record it as an event.
  static func mode(_ word: String) -> Recording.Mode? {
    ["CMR": .continuous, "MOTION": .motion, "EDR": .motion][word.uppercased()]
  }

  /// Where an action tells what is recorded when.
  static let telling: [XMLPath] = [
    "id", "ScheduleActionStartTime/DayOfWeek", "ScheduleActionStartTime/TimeOfDay", "ScheduleActionEndTime/DayOfWeek",
    "ScheduleActionEndTime/TimeOfDay", wordPlace,
  ]
  /// The word for what is recorded.
  static let wordPlace: XMLPath = "Actions/ActionRecordingMode"

  /// One whole day, which ends as the next begins.
  static func action(day index: Int, mode: Recording.Mode) -> XMLElement {
    XMLElement("ScheduleAction") {
      XMLElement("id", text: String(index + 1))
      moment("ScheduleActionStartTime", days[index])
      moment("ScheduleActionEndTime", days[(index + 1) % days.count])
      XMLElement("ScheduleDSTEnable", text: "false")
      XMLElement("Description", text: "nothing")
      XMLElement("Actions") {
        XMLElement("Record", text: "true")
        XMLElement("Log", text: "false")
        XMLElement("SaveImg", text: "false")
        XMLElement("ActionRecordingMode", text: word(mode))
      }
    }
  }

  private static func moment(_ name: String, _ day: String) -> XMLElement {
    XMLElement(name) {
      XMLElement("DayOfWeek", text: day)
      XMLElement("TimeOfDay", text: "00:00:00")
    }
  }
}

extension XMLElement {
  /// The real switch, or the one of old firmware.
  fileprivate var recordingSwitch: XMLPath? {
    let paths: [XMLPath] = ["CustomExtensionList/CustomExtension/enableSchedule", "Enable"]
    return paths.first { element(at: $0) != nil }
  }

  /// What the track records; nil where it cannot be told.
  fileprivate var recordingMode: RecordingState? {
    guard let path = recordingSwitch else { return nil }
    guard flag(at: path) == true else { return .known(.off) }
    return element(at: WeekSchedule.block)?.weekMode.map { .known($0) } ?? .other
  }

  /// The one mode of a block that covers every day of the week; nil for any other schedule.
  fileprivate var weekMode: Recording.Mode? {
    let actions = recordingActions
    let modes = Set(actions.map { WeekSchedule.mode($0.text(at: WeekSchedule.wordPlace) ?? "") })
    guard modes.count == 1, let mode = modes.first, Set(actions.compactMap(\.wholeDay)).count == 7 else { return nil }
    return mode
  }

  private var recordingActions: [XMLElement] {
    elements(named: "ScheduleAction").filter { $0.flag(at: "Actions/Record") != false }
  }

  /// The day an action covers from midnight to midnight.
  private var wholeDay: String? {
    guard let day = text(at: "ScheduleActionStartTime/DayOfWeek"), let index = WeekSchedule.days.firstIndex(of: day),
      text(at: "ScheduleActionStartTime/TimeOfDay") == "00:00:00"
    else { return nil }
    let end = (text(at: "ScheduleActionEndTime/DayOfWeek"), text(at: "ScheduleActionEndTime/TimeOfDay"))
    let isWhole = end == (day, "24:00:00") || end == (WeekSchedule.days[(index + 1) % 7], "00:00:00")
    return isWhole ? day : nil
  }

  /// Makes a block record all week: the words of a schedule that covers it are others then, and one that does not is
  /// made of its own first actions, one for each day.
  fileprivate mutating func record(_ mode: Recording.Mode) {
    if weekMode == mode { return }
    var day = 0
    let isCovered =
      Set(recordingActions.compactMap(\.wholeDay)).count == WeekSchedule.days.count
      && elements(named: "ScheduleAction").allSatisfy { $0.element(at: WeekSchedule.wordPlace) != nil }
    modifyElements(named: "ScheduleAction") { action in
      if isCovered { action.setText(WeekSchedule.word(mode), at: WeekSchedule.wordPlace) }
      if !isCovered, day < WeekSchedule.days.count { action.record(mode, day: day) }
      day += 1
    }
    if isCovered { return }
    let model = child("ScheduleAction") ?? WeekSchedule.action(day: 0, mode: mode)
    var kept = 0
    removeElements { element in
      if element.localName == "ScheduleAction" { kept += 1 }
      return element.localName == "ScheduleAction" && kept > WeekSchedule.days.count
    }
    for index in min(day, WeekSchedule.days.count)..<WeekSchedule.days.count {
      var action = model
      action.record(mode, day: index)
      insert(action, after: "ScheduleAction")
    }
  }

  /// Makes an action record one whole day, in the elements it has; one that lacks any is written anew.
  private mutating func record(_ mode: Recording.Mode, day index: Int) {
    let anew = WeekSchedule.action(day: index, mode: mode)
    for path in WeekSchedule.telling where element(at: path) == nil {
      self = anew.prefixed(like: self)
      return
    }
    for path in WeekSchedule.telling { setText(anew.text(at: path) ?? "", at: path) }
    setFlag(true, at: "Actions/Record")
  }
}
