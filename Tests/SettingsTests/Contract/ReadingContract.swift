import Diagnostics
import FoundationEssentials
import ISAPI
import Settings
import Testing
import XML
import YAML

@Suite struct ReadingContract {
  @Test(arguments: FactoryRecorder.allCases)
  func `factory documents are read without loss`(_ recorder: FactoryRecorder) throws {
    for (path, text) in recorder.allTexts {
      #expect(try XMLDocument(parsing: Array(text.utf8)).bytes == Array(text.utf8), "\(path)")
    }
  }

  @Test(arguments: ContractCase.all)
  func `a setting that the manifests do not mention asks for nothing`(_ contract: ContractCase) throws {
    for text in ["{}", "{services: {}}", "{time: {}}", "{network: {}}", "{admin: {}}"] {
      let (desired, diagnostics) = try SpecText(text).decoded(by: contract.setting)
      #expect(desired == nil)
      #expect(diagnostics.isEmpty)
    }
  }

  @Test(arguments: ContractCase.all)
  func `every sample is accepted, and keeps its place and path`(_ contract: ContractCase) throws {
    for (field, spec) in contract.singleFieldSpecs {
      let fields = try spec.desired(of: contract.setting).items.flatMap(\.fields)
      let found = try #require(fields.first { $0.path == field.path }, "\(spec.text)")
      #expect(found.range.file == "test.yaml")
    }
  }

  @Test(arguments: ContractCase.all)
  func `every refusal is one diagnostic with a place inside the value`(_ contract: ContractCase) throws {
    for field in contract.fields {
      for value in SampleValues.refused(field) {
        let spec = SpecText([(field.path, value)], identity: SampleValues.identity(of: contract.setting))
        let (desired, diagnostics) = try spec.decoded(by: contract.setting)
        #expect(diagnostics.count == 1, "\(spec.text): \(diagnostics.map(\.message))")
        #expect(desired?.items.allSatisfy { $0[field.path] == nil } ?? true, "\(spec.text)")
        guard let range = diagnostics.first?.range else {
          Issue.record("\(spec.text) is refused without a place")
          continue
        }
        let text = Array(spec.text)
        let marked = String(text[(range.start.column - 1)..<(range.end.column - 1)])
        #expect(value.contains(marked), "\(spec.text): \(marked)")
      }
    }
  }

  @Test(arguments: ContractCase.all)
  func `no text a person may write crashes the decoder`(_ contract: ContractCase) throws {
    var random = Numbers(state: 42)
    let live = try contract.recorder.snapshot
    for field in contract.fields {
      for _ in 0..<60 {
        let text = String(random.text)
        let spec = SpecText([(field.path, text)], identity: SampleValues.identity(of: contract.setting))
        for node in DocumentStream(parsing: Array(spec.text.utf8), file: "test.yaml").documents {
          var bag = DiagnosticBag()
          guard let desired = contract.setting.decode(node, into: &bag) else { continue }
          _ = contract.setting.compare(desired, with: live)
        }
      }
    }
  }

  @Test(arguments: ContractCase.all)
  func `no secret is in what is kept, nor in what is said`(_ contract: ContractCase) throws {
    for field in contract.fields where field.isSecret {
      let identity = SampleValues.identity(of: contract.setting)
      let reference = try SpecText([(field.path, "{env: NVR_TEST_SECRET}")], identity: identity)
        .desired(of: contract.setting)
      let json = String(decoding: try JSONEncoder().encode(reference), as: UTF8.self)
      #expect(json.contains("NVR_TEST_SECRET"))
      #expect(!json.contains("correct horse"))

      let literal = SpecText([(field.path, "\"hunter2 !\"")], identity: identity)
      let (desired, diagnostics) = try literal.decoded(by: contract.setting)
      #expect(!String(decoding: try JSONEncoder().encode(desired), as: UTF8.self).contains("hunter2"))
      for diagnostic in diagnostics {
        #expect(diagnostic.hidesText)
        #expect(!"\(diagnostic.message) \(diagnostic.label ?? "") \(diagnostic.help)".contains("hunter2"))
      }
    }
  }

  @Test(arguments: ContractCase.all)
  func `what is wanted comes back from its stored form`(_ contract: ContractCase) throws {
    for spec in contract.fullSpecs {
      let desired = try spec.desired(of: contract.setting)
      let stored = try JSONEncoder().encode(desired)
      #expect(try JSONDecoder().decode(DesiredSetting.self, from: stored) == desired)
    }
  }

  @Test(arguments: ContractCase.all)
  func `a recorder without the documents is told apart from one that is as wanted`(_ contract: ContractCase) throws {
    var bare = try contract.recorder.snapshot
    for endpoint in bare.readings.keys where endpoint != .capabilities && endpoint != .deviceInfo {
      bare.readings[endpoint] = .absent(status: 403, subStatus: "notSupport")
    }
    for spec in contract.fullSpecs where !["deviceName", "admin"].contains(contract.setting.key) {
      let findings = contract.setting.compare(try spec.desired(of: contract.setting), with: bare)
      #expect(!findings.isEmpty)
      for finding in findings {
        switch finding {
        case .impossible(_, _, let reason), .notApplicable(_, let reason): #expect(!reason.isEmpty)
        case .change, .same, .unmanaged, .remark: Issue.record("\(spec.text): \(finding)")
        }
      }
    }
  }
}

/// Numbers that are the same in every run.
private struct Numbers {
  var state: UInt64

  mutating func next(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  var text: String {
    mutating get {
      let alphabet = Array("0123456789.:/-+ex'\"{}[],MJ°ß😀 \\trufalsenw")
      return String((0...next(below: 12)).map { _ in alphabet[next(below: alphabet.count)] })
    }
  }
}
