import ISAPI
import Settings
import Testing
import XML

/// Cameras on other channels than theirs, told by their serials.
@Suite struct CameraMoveTests {
  private typealias Channel = LiveCameras.Channel

  private static func camera(_ channel: Int, _ host: Int, _ serial: Int) -> String {
    "{channel: \(channel), name: cam\(serial), address: 10.20.30.\(host), serial: X0000000\(serial), "
      + "password: {env: NVR_TEST_SECRET}}"
  }

  private static func desired(_ cameras: [String]) throws -> DesiredSetting {
    try SpecText("{cameras: [\(cameras.joined(separator: ", "))]}").desired(of: Cameras.self)
  }

  private static func changes(_ desired: DesiredSetting, _ live: DeviceSnapshot) -> [SettingChange]? {
    ContractCase.changes(Cameras.compare(desired, with: live))
  }

  private static func reasons(_ desired: DesiredSetting, _ live: DeviceSnapshot) -> [String] {
    Cameras.compare(desired, with: live).compactMap {
      if case .impossible(_, _, let reason) = $0 { reason } else { nil }
    }
  }

  /// Writes one change after the other as a recorder would, and checks that no place is ever taken twice.
  private static func carryOut(_ desired: DesiredSetting, on live: DeviceSnapshot) throws -> DeviceSnapshot {
    let cameras = Dictionary(Cameras.liveItems(on: live).map { (place(of: $0.element), $0.element) }) { $1 }
    var now = live
    for planned in try #require(changes(desired, live)) {
      // A step looks afresh, as the applier does.
      guard let change = changes(desired, now)?.first(where: { $0.wanted.item == planned.wanted.item }) else {
        continue
      }
      for request in try Cameras.requests(for: change, on: now, secrets: ContractCase.secrets) {
        now = try now.after([request]).showing(cameras)
        let places = Cameras.liveItems(on: now).map { place(of: $0.element) }
        #expect(Set(places).count == places.count)
      }
    }
    return now
  }

  fileprivate static func place(of channel: XMLElement) -> [String?] {
    ["ipAddress", "srcInputPort"].map { channel.text(at: ["sourceInputPortDescriptor", $0]) }
  }

  @Test func `a camera on another channel moves, and is neither added nor left over`() throws {
    let live = try LiveCameras(channels: [Channel(id: 4, address: "10.20.30.22", serial: "X00000002")]).snapshot
    for policy in [UnmanagedItems.report, .remove, .ignore] {
      var desired = try Self.desired([Self.camera(2, 22, 2)])
      desired.unmanaged = policy
      let findings = Cameras.compare(desired, with: live)
      #expect(findings.count == 1)
      let change = try #require(ContractCase.changes(findings)?.first)
      #expect(change.action == .move)
      #expect(change.movedFrom == "4")
      #expect(change.vacated == "4")
      let requests = try Cameras.requests(for: change, on: live, secrets: ContractCase.secrets)
      #expect(requests.map(\.method) == [.delete, .post])
      let after = try live.after(requests)
      #expect(Cameras.liveItems(on: after).map(\.identity) == ["2"])
      #expect(Self.changes(desired, after) == [])
    }
  }

  @Test func `two swapped cameras move to each other's channels`() throws {
    let live = try LiveCameras(channels: [
      Channel(id: 1, address: "10.20.30.22", serial: "X00000002"),
      Channel(id: 2, address: "10.20.30.21", serial: "X00000001"),
    ]).snapshot
    let desired = try Self.desired([Self.camera(1, 21, 1), Self.camera(2, 22, 2)])
    let changes = try #require(Self.changes(desired, live))
    #expect(changes.map(\.action) == [.move, .move])
    #expect(changes.map(\.movedFrom) == ["2", "1"])
    #expect(changes.map(\.vacated) == [nil, nil])
    #expect(Self.changes(desired, try Self.carryOut(desired, on: live)) == [])
  }

  @Test(arguments: [[2, 3, 4, 1], [4, 1, 2, 3], [3, 4, 1, 2], [2, 1, 4, 3], [4, 3, 2, 1]])
  func `a cycle of several comes to its end, whatever the order`(_ order: [Int]) throws {
    let live = try LiveCameras(
      channels: order.enumerated().map { index, one in
        Channel(id: index + 1, address: "10.20.30.2\(one)", serial: "X0000000\(one)")
      }
    ).snapshot
    let desired = try Self.desired((1...4).map { Self.camera($0, 20 + $0, $0) })
    #expect(Self.changes(desired, live)?.map(\.action) == [.move, .move, .move, .move])
    #expect(Self.changes(desired, try Self.carryOut(desired, on: live)) == [])
  }

  @Test func `a chain into a free channel leaves the last one empty`() throws {
    let live = try LiveCameras(
      channels: (1...3).map { Channel(id: $0 + 1, address: "10.20.30.2\($0)", serial: "X0000000\($0)") }
    ).snapshot
    let desired = try Self.desired((1...3).map { Self.camera($0, 20 + $0, $0) })
    let changes = try #require(Self.changes(desired, live))
    #expect(changes.map(\.movedFrom) == ["2", "3", "4"])
    #expect(changes.map(\.vacated) == [nil, nil, "4"])
    let after = try Self.carryOut(desired, on: live)
    #expect(Cameras.liveItems(on: after).map(\.identity).sorted() == ["1", "2", "3"])
    #expect(Self.changes(desired, after) == [])
  }

  @Test func `a camera that cannot be told is not moved, and that is said`() throws {
    let nobody = try LiveCameras(channels: [Channel(id: 4, address: "10.20.30.22", result: "netUnreachable")]).snapshot
    let desired = try Self.desired([Self.camera(2, 22, 2)])
    #expect(
      Self.reasons(desired, nobody) == [
        "channel 4 has 10.20.30.22 already, and whether that is the camera cannot be told: "
          + "declare it there, or wait until it is online"
      ])
    let own = try LiveCameras(channels: [Channel(id: 2, address: "10.20.30.22", result: "netUnreachable")]).snapshot
    #expect(
      Cameras.compare(desired, with: own).contains {
        $0 == .remark(item: "2", text: "camera \"cam2\": its serial cannot be told: it cannot be reached")
      })
  }

  @Test func `a camera that came by its socket is not moved by writing`() throws {
    let live = try LiveCameras(
      channels: [Channel(id: 4, address: "192.168.254.5", serial: "X00000002", mode: "plugplay")]
    ).snapshot
    let desired = try Self.desired(["{channel: 2, serial: X00000002, password: {env: NVR_TEST_SECRET}}"])
    #expect(
      Self.reasons(desired, live) == [
        "the camera came to channel 4 by its socket: plug it into the one of channel 2, or give its address"
      ])
  }

  @Test func `a channel that is declared without an address keeps what it shows`() throws {
    let live = try LiveCameras(channels: [Channel(id: 4, address: "10.20.30.22", serial: "X00000002")]).snapshot
    let desired = try Self.desired([Self.camera(2, 22, 2), "{channel: 4, name: yard}"])
    #expect(Self.reasons(desired, live) == ["it answers on channel 4, for which the manifest gives no address"])
  }

  @Test func `another camera at the declared place is never written to`() throws {
    let live = try LiveCameras(channels: [Channel(id: 2, address: "10.20.30.22", serial: "X00000009")]).snapshot
    let desired = try Self.desired([Self.camera(2, 22, 2)])
    #expect(Self.reasons(desired, live).first?.hasPrefix("another camera answers on channel 2") == true)
    #expect(Self.changes(desired, live) == nil)
  }

  @Test func `two pictures of one camera are told apart by their inputs`() throws {
    let live = try LiveCameras(channels: [
      Channel(id: 1, address: "10.20.30.22", serial: "X00000002", input: 2),
      Channel(id: 2, address: "10.20.30.22", serial: "X00000002", input: 1),
    ]).snapshot
    let straight = try Self.desired([
      "{channel: 2, address: 10.20.30.22, serial: X00000002}",
      "{channel: 1, address: 10.20.30.22, serial: X00000002, input: 2}",
    ])
    #expect(Self.changes(straight, live) == [])
    let crossed = try Self.desired([
      "{channel: 1, address: 10.20.30.22, serial: X00000002, input: 1}",
      "{channel: 2, address: 10.20.30.22, serial: X00000002, input: 2}",
    ])
    #expect(Self.changes(crossed, live)?.map(\.movedFrom) == ["2", "1"])
    #expect(Self.changes(crossed, try Self.carryOut(crossed, on: live)) == [])
  }
}

extension XMLPath {
  fileprivate static let serial: XMLPath = "sourceInputPortDescriptor/serialNumber"
}

extension DeviceSnapshot {
  /// The snapshot where every channel shows the serial of the camera at its place, or none.
  fileprivate func showing(_ cameras: [[String?]: XMLElement]) -> DeviceSnapshot {
    guard var list = self[Cameras.list] else { return self }
    list.root.modifyElements(named: "InputProxyChannel") { channel in
      let serial = cameras[CameraMoveTests.place(of: channel)]?.text(at: .serial) ?? ""
      channel.setText(serial, creating: .serial)
    }
    var snapshot = self
    snapshot.readings[Cameras.list] = .document(list)
    return snapshot
  }
}
