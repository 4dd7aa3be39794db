import Commands
import ISAPI
import Planner
import Simulator
import TestSupport
import Testing

/// Secrets of every kind, from every source, through every command: nothing that is said or left behind has anything
/// of them in it, and nothing of it depends on them (product.md C4 S8).
@Suite struct CanaryTests {
  private static let consent = "--allow-exec --verbose"

  /// The whole way, in place and with a reset.
  private func wholeWay(_ cell: CanaryCell, _ value: String, in folder: String) async throws -> CanaryStage {
    var stage = try CanaryStage(value, as: cell.kind, from: cell.source, in: folder)
    await stage.run("validate pier.yaml")
    await stage.run("validate pier.yaml --format json")
    await stage.run("render pier.yaml --explain")
    await stage.run("plan pier.yaml -o a.nvrplan --out text=-,json=a.json \(Self.consent)")
    await stage.run("apply a.nvrplan --yes \(Self.consent)")
    await stage.run("apply pier.yaml --yes \(Self.consent)")
    await stage.run("plan pier.yaml --reset full -o b.nvrplan --out text=b.txt,json=- \(Self.consent)")
    await stage.run(
      "apply b.nvrplan --confirm-reset \(CanaryStage.serial) --accept-footage-loss \(Self.consent)")
    await stage.run("plan pier.yaml \(Self.consent)")
    await stage.run("drift pier.yaml --out text=d.txt,json=- \(Self.consent)")
    for run in stage.runs {
      await stage.run("show \(run)")
      await stage.run("show \(run) --format json")
    }
    await stage.run("history")
    await stage.run("explain NVR0305")
    await stage.run("explain users[].password")
    await stage.run("discover")
    try stage.keepFiles(["a.nvrplan", "a.json", "b.nvrplan", "b.txt", "d.txt"])
    return stage
  }

  @Test(arguments: CanaryCell.all.tried(sample: 5))
  func `a secret leaves no trace in anything that is said, written or sent`(_ cell: CanaryCell) async throws {
    try await TemporaryFolder.with { folder in
      let stage = try await wholeWay(cell, cell.canary.value, in: folder)
      let twin = try await wholeWay(cell, cell.canary.twin, in: folder)
      expectNothing(of: cell.canary, in: stage, twin)
      // The recorder offers encryption, so that not even the bodies sent to it show anything.
      for request in stage.requests {
        #expect(cell.canary.traces(in: String(decoding: request.body, as: UTF8.self)) == [], "\(request)")
      }
      #expect(stage.requests.map(\.description).sorted() == twin.requests.map(\.description).sorted())
    }
  }

  @Test(arguments: Canary.all.tried(sample: 2))
  func `where a recorder offers no encryption, bodies alone hold secrets`(_ canary: Canary) async throws {
    try await TemporaryFolder.with { folder in
      var stages: [CanaryStage] = []
      for value in [canary.value, canary.twin] {
        var stage = try CanaryStage(value, as: .cameraPassword, from: .environment, in: folder, encryption: nil)
        await stage.run("apply pier.yaml --yes \(Self.consent)")
        try stage.keepFiles([])
        stages.append(stage)
      }
      expectNothing(of: canary, in: stages[0], stages[1])
      let bodies = stages[0].requests.filter { !canary.traces(in: String(decoding: $0.body, as: UTF8.self)).isEmpty }
      if !canary.isCommon {
        #expect(bodies.map(\.endpoint.path) == ["/ISAPI/ContentMgmt/InputProxy/channels"])
      }
    }
  }

  @Test(arguments: EchoCell.all.tried(sample: 6))
  func `what a recorder repeats of a secret is not passed on`(_ cell: EchoCell) async throws {
    try await TemporaryFolder.with { folder in
      var stages: [CanaryStage] = []
      for value in [cell.canary.value, cell.canary.twin] {
        var stage = try CanaryStage(value, as: cell.kind, from: .environment, in: folder)
        let status = await stage.run("apply pier.yaml --yes \(Self.consent)") { dialer in
          EchoingDialer(dialer: dialer, path: cell.path, echo: cell.form.response(repeating: value))
        }
        #expect(status != .done || cell.form == .success)
        for run in stage.runs {
          await stage.run("resume \(run) --yes \(Self.consent)")
          await stage.run("show \(run)")
        }
        try stage.keepFiles([])
        stages.append(stage)
      }
      expectNothing(of: cell.canary, in: stages[0], stages[1])
    }
  }

  @Test func `with secrets that recorders take, the whole way is gone to its end`() async throws {
    let canary = try #require(Canary.all.first { $0.name == "sixteen characters" })
    try await TemporaryFolder.with { folder in
      let cell = CanaryCell(canary: canary, kind: .userPassword, source: .program)
      let stage = try await wholeWay(cell, canary.value, in: folder)
      for (place, text) in stage.texts where place.contains(" apply ") && place.hasSuffix("status") {
        #expect(text == "done", "\(place)")
      }
      #expect(stage.texts.keys.contains { $0.hasPrefix("state runs/") && $0.hasSuffix("journal.jsonl") })
      #expect(stage.texts["a.nvrplan"]?.contains("\"exec\"") == true)
    }
  }

  @Test(arguments: Canary.all)
  func `a trace would be found in whatever form it comes`(_ canary: Canary) {
    for form in canary.forms {
      #expect(canary.isCommon || !canary.traces(in: "said: \(form).").isEmpty)
    }
    #expect(canary.traces(in: "nothing of the kind") == [])
    #expect(canary.value.count == canary.twin.count)
  }

  private func expectNothing(of canary: Canary, in stage: CanaryStage, _ twin: CanaryStage) {
    #expect(stage.texts.keys.sorted() == twin.texts.keys.sorted())
    for (place, text) in stage.texts.sorted(by: { $0.key < $1.key }) {
      #expect(canary.traces(in: text) == [], "\(place)")
      if !place.hasPrefix("random ") { #expect(text == twin.texts[place], "\(place)") }
    }
    for request in stage.requests {
      let head = ([request.endpoint.target] + request.headers.fields.map { "\($0.name): \($0.value)" })
      #expect(canary.traces(in: head.joined(separator: "\n")) == [], "\(request)")
    }
  }
}

/// One answer that repeats one secret.
struct EchoCell: Sendable, CustomTestStringConvertible {
  var canary: Canary
  var kind: CanaryKind
  var form: EchoForm

  var testDescription: String { "\(canary.name), \(kind.rawValue), \(form.rawValue)" }

  /// Where the secret is sent.
  var path: String {
    switch kind {
    case .adminPassword, .previousPassword, .userPassword: "/ISAPI/Security/users"
    case .cameraPassword: "/ISAPI/ContentMgmt/InputProxy/channels"
    }
  }

  static let all = Canary.all.flatMap { canary in
    [CanaryKind.adminPassword, .userPassword, .cameraPassword].flatMap { kind in
      EchoForm.allCases.map { Self(canary: canary, kind: kind, form: $0) }
    }
  }
}
