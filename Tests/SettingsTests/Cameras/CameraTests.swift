import ISAPI
import Settings
import Testing
import XML

@Suite struct CameraTests {
  @Test func `a camera is added with its channel, its defaults and its password`() throws {
    let live = try FactoryRecorder.a.snapshot
    let desired = try Self.desired(
      "{channel: 4, name: gate, address: 10.20.30.24, password: {env: NVR_TEST_SECRET}}")
    let change = try #require(Self.changes(desired, live)?.first)
    #expect(change.action == .add)
    let request = try #require(try Cameras.requests(for: change, on: live, secrets: ContractCase.secrets).first)
    #expect(request.method == .post)
    #expect(request.endpoint == Cameras.list)
    let channel = try XMLDocument(parsing: request.body).root
    #expect(channel.attribute("version") == "1.0")
    #expect(channel.attribute("size") == nil)
    #expect(channel.text(at: "id") == "4")
    let source = try #require(channel.child("sourceInputPortDescriptor"))
    #expect(
      source.elements.map(\.localName) == [
        "proxyProtocol", "addressingFormatType", "ipAddress", "managePortNo", "srcInputPort", "userName", "password",
        "streamType",
      ])
    #expect(source.text(at: "password") == "correct horse 9!")
    #expect(source.text(at: "managePortNo") == "8000")
  }

  @Test(arguments: [
    ("{channel: 9, address: 10.20.30.29}", "the recorder has 8 channels"),
    ("{channel: 4, name: gate}", "no camera is on channel 4, and the manifest gives no address for it"),
  ])
  func `a camera that cannot be added says why`(_ text: String, _ reason: String) throws {
    let desired = try Self.desired(text)
    #expect(Self.reasons(desired, try FactoryRecorder.a.snapshot) == [reason])
  }

  @Test func `the password is sent along with any change of a camera, and never alone`() throws {
    let live = try FactoryRecorder.a.snapshot
    let password = "password: {env: NVR_TEST_SECRET}"
    #expect(Self.changes(try Self.desired("{channel: 1, \(password)}"), live) == [])
    let change = try #require(Self.changes(try Self.desired("{channel: 1, name: gate, \(password)}"), live)?.first)
    let request = try #require(try Cameras.requests(for: change, on: live, secrets: ContractCase.secrets).first)
    #expect(request.endpoint == Cameras.list.item("1"))
    let source = try XMLDocument(parsing: request.body).root.child("sourceInputPortDescriptor")
    let names = try #require(source).elements.map(\.localName)
    #expect(names.firstIndex(of: "password") == names.firstIndex(of: "userName").map { $0 + 1 })
  }

  @Test func `defaults do not reach what plug and play has set`() throws {
    let live = try FactoryRecorder.a.snapshot
    let defaults = "protocol: onvif, port: 80, username: other, password: {env: NVR_TEST_SECRET}"
    let change = try #require(Self.changes(try Self.desired("{channel: 2, name: dock, \(defaults)}"), live)?.first)
    #expect(change.fields.map(\.path) == ["cameras[].name"])
    let request = try #require(try Cameras.requests(for: change, on: live, secrets: ContractCase.secrets).first)
    let source = try XMLDocument(parsing: request.body).root.child("sourceInputPortDescriptor")
    #expect(source?.child("password") == nil)
    #expect(source?.text(at: "connMode") == "plugplay")
    #expect(source?.text(at: "userName") == "admin")
  }

  @Test func `a declared address takes a channel out of plug and play`() throws {
    let live = try FactoryRecorder.a.snapshot
    let change = try #require(Self.changes(try Self.desired("{channel: 2, address: 10.20.30.22}"), live)?.first)
    let request = try #require(try Cameras.requests(for: change, on: live, secrets: ContractCase.secrets).first)
    #expect(
      try XMLDocument(parsing: request.body).root.text(at: "sourceInputPortDescriptor/connMode") == "manual")
  }

  @Test func `two cables that were swapped are found and nothing is written`() throws {
    let live = try FactoryRecorder.a.snapshot
    let desired = try Self.desired("{channel: 1, serial: X00000022}")
    #expect(
      Self.reasons(desired, live) == [
        "channel 2 answers with the serial of channel 1: are two cables swapped?"
      ])
    let stranger = try Self.desired("{channel: 1, serial: X00000099}")
    #expect(Self.reasons(stranger, live).first?.hasPrefix("another camera answers on channel 1") == true)
  }

  @Test func `the serial does not bind a camera that is looked for elsewhere, nor one that is offline`() throws {
    var live = try FactoryRecorder.a.snapshot
    let moved = try Self.desired("{channel: 1, address: 10.20.30.99, serial: X00000099}")
    #expect(Self.changes(moved, live)?.first?.fields.map(\.path) == ["cameras[].address"])
    var list = try #require(live[Cameras.list])
    list.root.modifyElements(named: "InputProxyChannel") {
      $0.setText("", at: "sourceInputPortDescriptor/serialNumber")
    }
    live.readings[Cameras.list] = .document(list)
    #expect(Self.changes(try Self.desired("{channel: 1, serial: X00000099}"), live) == [])
  }

  @Test func `removal takes a channel out of plug and play first, and happens only when asked for`() throws {
    let live = try FactoryRecorder.a.snapshot
    var desired = try Self.desired("{channel: 1, name: \"Camera 01\"}")
    #expect(
      Cameras.compare(desired, with: live).last
        == .unmanaged(item: "2", summary: "\"Camera 02\" 192.168.254.2"))
    desired.unmanaged = .ignore
    #expect(Self.changes(desired, live) == [])
    desired.unmanaged = .remove
    let change = try #require(Self.changes(desired, live)?.first)
    #expect(change.action == .remove)
    let requests = try Cameras.requests(for: change, on: live, secrets: ContractCase.secrets)
    #expect(requests.map(\.method) == [.put, .delete])
    #expect(requests.map(\.endpoint) == [Cameras.list.item("2"), Cameras.list.item("2")])
    let after = try live.after(requests)
    #expect(try Cameras.requests(for: change, on: after, secrets: ContractCase.secrets).isEmpty)
  }

  @Test func `a camera without a track has nothing to be recorded`() throws {
    let live = try FactoryRecorder.a.snapshot
    var tracks = try #require(live[Recording.list])
    tracks.root.removeElements { $0.text(at: "id") == "101" }
    var bare = live
    bare.readings[Recording.list] = .document(tracks)
    #expect(try SpecText("{cameras: [{channel: 1, name: gate}]}").decoded(by: Recording.self).desired == nil)
    let mixed = try SpecText("{cameras: [{channel: 1}, {channel: 2, record: {mode: continuous}}]}")
      .desired(of: Recording.self)
    #expect(mixed.items.map(\.item) == ["2"])
    let desired = try SpecText("{cameras: [{channel: 1, record: {mode: continuous}}]}").desired(of: Recording.self)
    let findings = Recording.compare(desired, with: bare)
    #expect(
      findings == [
        .impossible(
          item: desired.items[0], paths: ["cameras[].record.mode"],
          reason: "the recorder keeps no recordings of channel 1")
      ])
  }

  @Test func `a track that comes with its camera is a change and not impossible`() throws {
    let spec = SpecText("{cameras: [{channel: 5, record: {mode: motion}}]}")
    let findings = Recording.compare(try spec.desired(of: Recording.self), with: try FactoryRecorder.a.snapshot)
    #expect(ContractCase.changes(findings)?.first?.action == .change)
  }

  @Test func `a schedule with gaps is replaced by one for the week`() throws {
    var live = try FactoryRecorder.a.snapshot
    var list = try #require(live[Recording.list])
    list.root.modify(at: "Track/TrackSchedule/ScheduleBlockList/ScheduleBlock") { block in
      block.removeElements { $0.text(at: "id") == "3" }
    }
    live.readings[Recording.list] = .document(list)
    let desired = try SpecText("{cameras: [{channel: 1, record: {mode: continuous}}]}").desired(of: Recording.self)
    let change = try #require(ContractCase.changes(Recording.compare(desired, with: live))?.first)
    #expect(change.fields.map(\.before) == ["another schedule"])
    let after = try live.after(Recording.requests(for: change, on: live, secrets: ContractCase.secrets))
    #expect(ContractCase.changes(Recording.compare(desired, with: after)) == [])
    let block = after[Recording.list]?.root.element(at: "Track/TrackSchedule/ScheduleBlockList/ScheduleBlock")
    #expect(block?.elements(named: "ScheduleAction").count == 7)
  }

  @Test func `off keeps the schedule and turns the real switch`() throws {
    let live = try FactoryRecorder.a.snapshot
    let desired = try SpecText("{cameras: [{channel: 1, record: {mode: off}}]}").desired(of: Recording.self)
    let change = try #require(ContractCase.changes(Recording.compare(desired, with: live))?.first)
    let request = try #require(try Recording.requests(for: change, on: live, secrets: ContractCase.secrets).first)
    #expect(request.endpoint == "/ISAPI/ContentMgmt/record/tracks/101")
    let track = try XMLDocument(parsing: request.body).root
    #expect(track.text(at: "CustomExtensionList/CustomExtension/enableSchedule") == "false")
    #expect(track.text(at: "Enable") == "false")
    #expect(track.element(at: "TrackSchedule/ScheduleBlockList/ScheduleBlock")?.elements.count == 8)
  }

  @Test func `two cameras exchange their addresses, and nobody is ever at the same place`() throws {
    let live = try FactoryRecorder.a.snapshot
    let desired = try Self.desired("{channel: 1, address: 192.168.254.2}, {channel: 2, address: 10.20.30.21}")
    let changes = try #require(Self.changes(desired, live))
    #expect(changes.map(\.displaced) == [["2"], nil])
    var now = live
    for change in changes {
      for request in try Cameras.requests(for: change, on: now, secrets: ContractCase.secrets) {
        now = try now.after([request])
        let list = try #require(now[Cameras.list]?.root)
        let places = Cameras.liveItems(in: list).map { $0.element.text(at: "sourceInputPortDescriptor/ipAddress") }
        #expect(Set(places).count == places.count)
      }
    }
    #expect(Self.changes(desired, now) == [])
    let strangers = try Self.desired("{channel: 1, address: 192.168.254.2}")
    #expect(Self.changes(strangers, live)?.map(\.displaced) == [nil])
  }

  private static func desired(_ camera: String) throws -> DesiredSetting {
    try SpecText("{cameras: [\(camera)]}").desired(of: Cameras.self)
  }

  private static func changes(_ desired: DesiredSetting, _ live: DeviceSnapshot) -> [SettingChange]? {
    ContractCase.changes(Cameras.compare(desired, with: live))
  }

  private static func reasons(_ desired: DesiredSetting, _ live: DeviceSnapshot) -> [String] {
    Cameras.compare(desired, with: live).compactMap {
      if case .impossible(_, _, let reason) = $0 { reason } else { nil }
    }
  }
}
