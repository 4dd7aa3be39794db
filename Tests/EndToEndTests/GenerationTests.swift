import FoundationEssentials
import Host
import ISAPI
import Planner
import Settings
import Simulator
import TestSupport
import Testing
import XML

/// Whole recorders of generations that nobody recorded, from the first plan to the second apply.
@Suite struct GenerationTests {
  /// A generation of firmware: how it writes, and how it says no.
  struct Generation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let family: Family
    let dialect: Dialect
    var refusal = "<ResponseStatus><statusCode>4</statusCode><subStatusCode>notSupport</subStatusCode></ResponseStatus>"
  }

  static let all = [
    Generation(
      testDescription: "V3.4 of 2016", family: .a,
      dialect: Dialect([.oldNamespace, .minified, .blankDeclaration, .otherEmptyForm]),
      refusal: "<html><body>404 Not Found</body></html>"),
    Generation(
      testDescription: "V4.3 with mixtures", family: .a,
      dialect: Dialect([
        .strangers, .mixedNamespaces, .hints, .lyingSize, .comments, .padded, .carriageReturns, .countedFromZero,
      ])),
    Generation(
      testDescription: "V5.1 of 2027", family: .b,
      dialect: Dialect([.strangers, .prefixed, .cdata, .byteOrderMark, .repeatedValues]),
      refusal: """
        {"statusCode": 4, "statusString": "Invalid Operation", "subStatusCode": "notSupport", "errorMsg": "notSupport"}
        """),
    Generation(
      testDescription: "another maker's V2", family: .b,
      dialect: Dialect([
        .reversedSiblings, .noNamespace, .singleQuoted, .references, .instructions, .tabbed, .noDeclaration,
      ]),
      refusal: ""),
  ]

  @Test(arguments: all)
  func `a recorder of another generation comes to the wanted end, and keeps every node of its own`(
    _ generation: Generation
  ) async throws {
    let bench = CommandBench(
      files: InMemoryFileSystem(["nvr.yaml": CatalogueTests.recorder(CatalogueTests.first)]),
      environment: ["ADMIN": Example.password, "GUARD": Example.password, "CAMERAS": "Camera-pier-9"]
        .merging(CatalogueTests.serviceSecrets) { $1 })
    let snapshot = try Self.snapshot(of: generation, clock: bench.clock)
    var seed = RecorderSeed.twin(
      of: snapshot, password: Secret(Example.password), cameraPassword: Secret("Camera-pier-9"))
    seed.cameras = try CatalogueTests.seed(generation.family).cameras
    let recorder = SimulatedRecorder(seed, clock: bench.clock)
    bench.network.plugIn(recorder)

    let exported = await bench.run("export 10.20.30.10 --password-env ADMIN -o live.yaml")
    #expect(exported.status == .done, "\(exported.everything)")
    let unchanged = await bench.run("plan live.yaml")
    #expect(unchanged.status == .done, "\(unchanged.everything)")
    #expect(recorder.log.writes == 0)

    let applied = await bench.run("apply nvr.yaml --yes")
    #expect(applied.status == .done, "\(applied.everything)")
    recorder.clearLog()
    let again = await bench.run("apply nvr.yaml --yes")
    #expect(again.status == .done, "\(again.everything)")
    #expect(recorder.log.writes == 0, "\(again.everything)")
    recorder.clearLog()
    _ = await bench.run("plan nvr.yaml")
    // As many as for the whole catalogue, and one for the other list of protocols.
    #expect(recorder.log.authenticatedReads <= 22)

    for endpoint in snapshot.answers.keys where !Self.gaining.contains(endpoint) {
      guard let before = snapshot.document(at: endpoint)?.root, let after = recorder.document(at: endpoint.path) else {
        continue
      }
      let places = DocumentDifference(from: before, to: after).places
      #expect(places.allSatisfy { !"+-".contains($0.first ?? "+") && !$0.hasSuffix("@") }, "\(endpoint): \(places)")
    }
  }

  /// Lists that gain and lose items, and the documents in which one element takes the place of another.
  private static let gaining: Set<Endpoint> = [
    Users.list, Cameras.list, Recording.list, NTP.endpoint, Clock.endpoint, "/ISAPI/System/status",
  ]

  /// What a recorder of the generation says to a reading.
  private static func snapshot(of generation: Generation, clock: any WallClock) throws -> RecordedSnapshot {
    let recorder = SimulatedRecorder(try CatalogueTests.seed(generation.family), clock: clock)
    let nothing = DeviceSnapshot(
      identity: DeviceIdentity(serial: "", model: "", mac: "", firmware: "", firmwareReleased: ""), readings: [:])
    let asked =
      SettingCatalog.all.flatMap { $0.resources(for: DesiredSetting(setting: $0.key, items: []), on: nothing) }
      + PlanReads.first + [Users.list]
    var answers: [Endpoint: RecordedAnswer] = [:]
    for endpoint in asked {
      if let root = recorder.document(at: endpoint.path) {
        let document = XMLDocument(
          prologue: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", root: root, epilogue: "\n")
        answers[endpoint] = RecordedAnswer(status: 200, body: generation.dialect.rewriting(document).bytes)
      } else {
        answers[endpoint] = RecordedAnswer(status: 403, body: Array(generation.refusal.utf8))
      }
    }
    let info = try #require(answers[.deviceInfo].map { try XMLDocument(parsing: $0.body) })
    return RecordedSnapshot(
      identity: try #require(DeviceIdentity(deviceInfo: info.root)), takenAt: clock.now, tool: "1.0.0",
      answers: answers, masked: [])
  }
}
