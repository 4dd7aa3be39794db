import Host
import Planner
import Simulator
import Testing
import XML

/// Every setting at once, against a recorder that knows nothing of settings.
@Suite struct CatalogueTests {
  @Test(arguments: [Family.a, .b], [Self.first, Self.second])
  func `all of the catalogue converges, a second apply writes nothing, and planning reads little`(
    _ family: Family, _ spec: String
  ) async throws {
    let bench = CommandBench(
      files: InMemoryFileSystem(["nvr.yaml": Self.recorder(spec)]),
      environment: ["ADMIN": Example.password, "GUARD": "Gu4rd-the-door", "CAMERAS": "Camera-pier-9"]
        .merging(Self.serviceSecrets) { $1 })
    let recorder = SimulatedRecorder(try Self.seed(family), clock: bench.clock)
    bench.network.plugIn(recorder)
    let first = await bench.run("apply nvr.yaml --yes")
    #expect(first.status == .done, "\(first.everything)")
    recorder.clearLog()
    let second = await bench.run("apply nvr.yaml --yes")
    #expect(second.status == .done, "\(second.everything)")
    #expect(recorder.log.writes == 0, "\(second.everything)")
    recorder.clearLog()
    _ = await bench.run("plan nvr.yaml")
    // Twenty-one for the settings, and one for the disks.
    #expect(recorder.log.authenticatedReads <= 22)
    #expect(recorder.log.writes == 0)
  }

  @Test func `how clients log in is changed under way, and the run logs in anew by it`() async throws {
    let spec = """
        security:
          loginLock: {enabled: true, maxAttempts: 7}
          webAuthentication: {mode: digest, algorithm: sha256}
          rtspAuthentication: {algorithm: sha256}
      """
    let bench = CommandBench(
      files: InMemoryFileSystem(["nvr.yaml": Self.recorder(spec)]), environment: ["ADMIN": Example.password])
    let recorder = SimulatedRecorder(try Self.seed(.b), clock: bench.clock)
    bench.network.plugIn(recorder)
    let applied = await bench.run("apply nvr.yaml --yes")
    #expect(applied.status == .done, "\(applied.everything)")
    #expect(recorder.text(at: "/ISAPI/Security/webCertificate", "SecurityAlgorithm/algorithmType") == "SHA256")
    #expect(recorder.text(at: "/ISAPI/Security/illegalLoginLock", "maxIllegalLoginTimes") == "7")
    #expect(recorder.log.entries.allSatisfy { $0.authentication != .refused(username: "admin") })
    let again = await bench.run("plan nvr.yaml")
    #expect(again.status == .done, "\(again.everything)")
  }

  @Test(arguments: ["Xq7", "Wide 77gate", "has-hyph7"])
  func `a code that the cloud would refuse is refused before anything is written`(_ code: String) async throws {
    let spec = "  services: {hikConnect: {enabled: true, verificationCode: {env: CODE}}}"
    let bench = CommandBench(
      files: InMemoryFileSystem(["nvr.yaml": Self.recorder(spec)]),
      environment: ["ADMIN": Example.password, "CODE": code])
    let recorder = SimulatedRecorder(try Self.seed(.a), clock: bench.clock)
    bench.network.plugIn(recorder)
    let planned = await bench.run("plan nvr.yaml")
    #expect(planned.everything.contains("verificationCode is not 6 to 12 letters and digits"), "\(planned.everything)")
    #expect(!planned.everything.contains(code))
    #expect(recorder.log.writes == 0)
  }

  @Test(arguments: [true, false])
  func `a weak password that is in use hinders no other change, and one that is to be set is refused`(
    _ isInUse: Bool
  ) async throws {
    let weak = "Old-pier"
    let spec = """
        services: {hikConnect: {enabled: true, verificationCode: {env: CODE}}}
        users: [{name: guard, role: viewer, password: {env: GUARD}}]
      """
    let bench = CommandBench(
      files: InMemoryFileSystem(["nvr.yaml": Self.recorder(spec)]),
      environment: ["ADMIN": weak, "CODE": "Gate7Code", "GUARD": isInUse ? "Pier-watch-77" : weak])
    var seed = try Self.seed(.a)
    seed.password = Secret(weak)
    let recorder = SimulatedRecorder(seed, clock: bench.clock)
    bench.network.plugIn(recorder)
    let planned = await bench.run("plan nvr.yaml")
    #expect(planned.status == (isInUse ? .changesPending : .refused), "\(planned.everything)")
    #expect(planned.everything.contains("the password of \"guard\" is shorter than 12 characters") == !isInUse)
    #expect(!planned.everything.contains("the password of \"admin\""))
  }

  @Test func `two cameras that hang on each other's channels are put right in place`() async throws {
    let spec = """
        cameraDefaults: {username: admin, password: {env: CAMERAS}}
        cameras:
          - {channel: 1, address: 10.20.30.21, serial: "000000721"}
          - {channel: 2, address: 10.20.30.22, serial: "000000722"}
      """
    let bench = CommandBench(
      files: InMemoryFileSystem(["nvr.yaml": Self.recorder(spec)]),
      environment: ["ADMIN": Example.password, "CAMERAS": "Camera-pier-9"])
    var seed = try Self.seed(.a)
    seed.channels = [("10.20.30.22", 1), ("10.20.30.21", 2)].map { address, channel in
      SeedChannel(
        channel, name: "IPCamera \(channel)", address: address, username: "admin", password: Secret("Camera-pier-9"))
    }
    let recorder = SimulatedRecorder(seed, clock: bench.clock)
    bench.network.plugIn(recorder)
    let applied = await bench.run("apply nvr.yaml --yes")
    #expect(applied.status == .done, "\(applied.everything)")
    let again = await bench.run("plan nvr.yaml")
    #expect(again.status == .done, "\(again.everything)")
  }

  static let serviceSecrets = [
    "CODE": "Gate7Code", "COMMUNITY": "harbour-read", "KEY": "Platform-key-5", "MAIL": "Mail-pier-9",
  ]

  static func seed(_ family: Family) throws -> RecorderSeed {
    let model = try #require(RecorderModel(family == .a ? "DS-7608NI-K2/8P" : "DS-7716NXI-I4/S"))
    var seed = RecorderSeed(RecorderProfile(model: model, family: family, shortSerial: "0123454821"))
    seed.password = Secret(Example.password)
    seed.address = InterfaceAddress("10.20.30.10", gateway: "10.20.30.1")
    seed.users = [SeedUser("installer", level: "Administrator", password: Secret("Inst4ller!"))]
    seed.cameras = [21, 22].map { host in
      SimulatedCamera(
        at: "10.20.30.\(host)", password: "Camera-pier-9", serial: "DS-2CD2386G2-IU20230101AAWR0000007\(host)")
    }
    return seed
  }

  static func recorder(_ spec: String) -> String {
    """
    apiVersion: nvrctl/v1
    kind: Recorder
    metadata: {name: nvr}
    spec:
      identity: {serial: "0123454821"}
      connect: {addresses: [10.20.30.10], secondWayIn: none}
      admin: {password: {env: ADMIN}}
    \(spec)
    """
  }

  static let first = """
      deviceName: lobby
      deviceNumber: 7
      time: {zone: America/New_York, ntp: [10.20.30.1], ntpInterval: 24h}
      network: {address: 10.20.30.10/24, gateway: 10.20.30.1, dns: [10.20.30.1, 10.20.30.2], mtu: 1400}
      services:
        http: {enabled: true, port: 80}
        https: {enabled: true, port: 443}
        rtsp: {enabled: true, port: 10554}
        sdk: {enabled: true, port: 8000}
        upnp: {enabled: false}
        hikConnect: {enabled: false}
        snmp: {enabled: false}
        ssh: {enabled: false}
        telnet: {enabled: false}
        ftp: {enabled: false}
        email: {enabled: false}
        ddns: {enabled: false}
        pppoe: {enabled: false}
        onvif: {enabled: false}
        isup: {enabled: false}
        sip: {enabled: false}
        ipFilter: {enabled: false}
        zeroconf: {enabled: false}
      users:
        - {name: guard, role: viewer, password: {env: GUARD}}
        - {name: installer, role: operator}
      cameraDefaults: {username: admin, password: {env: CAMERAS}}
      cameras:
        - {channel: 1, name: entrance, address: 10.20.30.21, serial: "000000721", record: {mode: motion, audio: true}}
        - {channel: 3, name: dock, address: 10.20.30.22, record: {mode: "off", audio: false}}
    """

  private static let second = """
      time: {zone: Australia/Sydney, mode: ntp, ntp: ["time.example.net:1123"], ntpInterval: 90m}
      network: {address: 10.20.30.10/24, gateway: 10.20.30.1, dns: []}
      services:
        upnp: {enabled: true}
        hikConnect: {enabled: true, server: eu.cloud.example.net, verificationCode: {env: CODE}}
        snmp: {enabled: true, version: v1, readCommunity: {env: COMMUNITY}, port: 1161}
        ssh: {enabled: true}
        onvif: {enabled: true}
        zeroconf: {enabled: true}
        syslog: {enabled: true, server: log.example.net, port: 1514}
        isup: {enabled: true, server: 10.20.30.8, port: 7661, deviceID: lobby-1, key: {env: KEY}}
        ddns: {enabled: true, provider: noIP, domain: lobby.example.net, username: site, password: {env: MAIL}}
        email:
          enabled: true
          server: mail.example.net
          port: 465
          encryption: tls
          username: nvr@example.net
          password: {env: MAIL}
          sender: {address: nvr@example.net, name: Lobby}
          receivers: [ops@example.net, night@example.net]
          snapshot: {enabled: true, interval: 5}
      security:
        webAuthentication: {mode: digest}
        rtspAuthentication: {mode: digest/basic}
      users: []
      unmanaged: {users: remove, cameras: remove}
      cameras:
        - {channel: 2, address: 10.20.30.21, protocol: onvif, username: admin, password: {env: CAMERAS}}
    """
}
