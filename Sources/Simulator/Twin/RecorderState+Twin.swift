import FoundationEssentials
import ISAPI
import XML

extension RecorderState {
  /// What the real recorder said to this reading, as far as it may still say so; nil where the twin must find its own
  /// answer.
  func recordedAnswer(to request: Request, for caller: Caller, at now: Date) -> Response? {
    guard let twin, let recorded = twin.answers[request.endpoint] else { return nil }
    // Users with less than all rights were not the ones who read it.
    guard caller.isAdministrator || caller.username.isEmpty else { return nil }
    if recorded.status >= 300 { return recorded.response }
    guard request.method == .get else { return nil }
    let path = request.endpoint.path
    if twin.isAsRecorded { return response(recorded, movedTo: now, at: path) }
    return Self.isDynamic(path) || resource(at: path) != nil ? nil : recorded.response
  }

  /// Whether what a path says follows from the state of the recorder.
  static func isDynamic(_ path: String) -> Bool {
    path.hasSuffix("/status") || path.hasSuffix("Status") || path == "/ISAPI/Security/userCheck"
  }

  /// The answer with what has moved on since: the clock and the uptime.
  private func response(_ recorded: RecordedAnswer, movedTo now: Date, at path: String) -> Response {
    guard path == Resource.time.path || path == Self.statusPath,
      var document = try? XMLDocument(parsing: recorded.body)
    else { return recorded.response }
    let elapsed = Int(now.timeIntervalSince(twin?.takenAt ?? now).rounded(.down))
    document.root.moveClock { text in
      CivilTime(text).map { CivilTime(secondsSince1970: $0.secondsSince1970 + elapsed).text }
    }
    document.root.setUptime(at: now, since: power.bootedAt)
    return RecordedAnswer(status: recorded.status, body: document.bytes).response
  }

  private static let statusPath = "/ISAPI/System/status"

  /// The state of the recorder in the real one's own document, where there is one.
  func recordedStatus(at now: Date) -> Response? {
    guard var document = twin?.documents[Self.statusPath] else { return nil }
    document.root.moveClock { _ in String(localTime(at: now).prefix(19)) }
    document.root.setUptime(at: now, since: power.bootedAt)
    return RecordedAnswer(status: 200, body: document.bytes).response
  }

  /// A whole document as the real recorder would write it, nil where there is none to go by.
  func recordedForm(of element: XMLElement, at target: DocumentTarget) -> Response? {
    guard let document = twin?.documents[target.resource.path] else { return nil }
    var root = element
    if target.id != nil || target.part != nil, root.attribute("version") == nil {
      let own = document.root.attributes.filter { $0.name == "version" || $0.name == "xmlns" }
      root.attributes = own + root.attributes.filter { one in !own.contains { $0.name == one.name } }
    }
    let whole = XMLDocument(prologue: document.prologue, root: root, epilogue: document.epilogue)
    return RecordedAnswer(status: 200, body: whole.bytes).response
  }

  /// The twin is no longer what was recorded.
  mutating func departFromRecord() { twin?.isAsRecorded = false }
}

extension XMLElement {
  /// Sets the fields that show the time, and leaves the offset behind it in the form it has.
  fileprivate mutating func moveClock(_ time: (String) -> String?) {
    for name in ["localTime", "currentDeviceTime"] {
      guard let text = text(at: [name]), let moved = time(text) else { continue }
      setText(moved + text.dropFirst(19), at: [name])
    }
  }

  /// Sets the field that shows how long the recorder has been up.
  fileprivate mutating func setUptime(at now: Date, since boot: Date) {
    guard text(at: "deviceUpTime").flatMap({ Int($0) }) != nil else { return }
    setText(String(Int(now.timeIntervalSince(boot))), at: "deviceUpTime")
  }
}
