import ISAPI
import Settings
import TestSupport
import Testing
import XML

/// Firmware between and beyond what was recorded: the same recorders, written in the manner of other generations.
@Suite struct DialectTests {
  static let dialects = Dialect.single + Dialect.mixed(400).tried(sample: 40)

  @Test(arguments: dialects)
  func `documents of every manner come back byte for byte`(_ dialect: Dialect) throws {
    for recorder in FactoryRecorder.allCases {
      for (endpoint, reading) in try recorder.snapshot.readings {
        guard case .document(let document) = reading else { continue }
        let bytes = dialect.rewriting(document).bytes
        #expect(try XMLDocument(parsing: bytes).bytes == bytes, "\(endpoint)")
      }
    }
  }

  @Test(arguments: dialects)
  func `the same values are read, and what is exported plans nothing`(_ dialect: Dialect) throws {
    for recorder in FactoryRecorder.allCases {
      let plain = try recorder.snapshot
      let live = try plain.written(in: dialect)
      for setting in SettingCatalog.all {
        _ = try ExportContract.proven(setting, on: live)
        guard dialect.keepsValues else { continue }
        let (mine, others) = (Self.texts(setting, plain), Self.texts(setting, live))
        #expect(mine == others, "\(recorder) \(setting.key)")
      }
    }
  }

  @Test(arguments: dialects)
  func `a change of one field touches its own nodes, in the spelling of the device`(_ dialect: Dialect) throws {
    for recorder in FactoryRecorder.allCases {
      let live = try recorder.snapshot.written(in: dialect)
      for setting in SettingCatalog.all {
        var trial = FieldTrial(setting, on: live, name: "\(recorder) \(setting.key)")
        try trial.tryAll()
        guard dialect.keepsValues else { continue }
        var plain = FieldTrial(setting, on: try recorder.snapshot, name: "plain")
        try plain.tryAll()
        #expect(trial.changed == plain.changed, "\(recorder) \(setting.key)")
      }
    }
  }

  @Test(arguments: FactoryRecorder.allCases)
  func `without any one of its elements a device is still read, and nothing is made up for it`(
    _ recorder: FactoryRecorder
  ) throws {
    let plain = try recorder.snapshot
    for setting in SettingCatalog.all {
      let nothing = DesiredSetting(setting: setting.key, items: [])
      for endpoint in setting.resources(for: nothing, on: plain) {
        guard let document = plain[endpoint] else { continue }
        for (place, lacking) in document.root.withoutEachElement {
          var live = plain
          let rest = XMLDocument(prologue: document.prologue, root: lacking, epilogue: document.epilogue)
          live.readings[endpoint] = .document(try XMLDocument(parsing: rest.bytes))
          _ = try ExportContract.proven(setting, on: live)
          var trial = FieldTrial(setting, on: live, name: "\(recorder) \(setting.key) without \(place)")
          try trial.tryAll()
        }
      }
    }
  }

  private static func texts(_ setting: any Setting.Type, _ snapshot: DeviceSnapshot) -> [String: String] {
    let items = setting.liveState(on: snapshot, for: ExportContract.context).items
    return Dictionary(
      items.flatMap { item in item.fields.map { ("\($0.path) \(item.item ?? "")", $0.value.text) } }
    ) { first, _ in first }
  }
}

extension DeviceSnapshot {
  /// The snapshot of the same recorder with other firmware.
  func written(in dialect: Dialect) throws -> DeviceSnapshot {
    var snapshot = self
    for (endpoint, reading) in readings {
      guard case .document(let document) = reading else { continue }
      snapshot.readings[endpoint] = .document(try XMLDocument(parsing: dialect.rewriting(document).bytes))
    }
    return snapshot
  }
}

extension XMLElement {
  /// The tree without each element in turn, named by the way down to it.
  fileprivate var withoutEachElement: [(String, XMLElement)] {
    var found: [(String, XMLElement)] = []
    for (index, node) in children.enumerated() {
      guard case .element(let child) = node else { continue }
      var lacking = self
      lacking.children.remove(at: index)
      found.append((child.localName, lacking))
      for (place, element) in child.withoutEachElement {
        var tree = self
        tree.children[index] = .element(element)
        found.append(("\(child.localName)/\(place)", tree))
      }
    }
    return found
  }
}
