import ISAPI
import Settings
import XML

/// A recorder as it comes from the factory with one camera bound, in the two families of isapi.md 0.3.
enum FactoryRecorder: String, CaseIterable, Sendable {
  /// Version 1.0 documents in which every item of a list repeats the namespace.
  case a
  /// Version 2.0 documents, more protocols, an address filter.
  case b

  /// Attributes of a root.
  var root: String {
    switch self {
    case .a: #" version="1.0" xmlns="http://www.hikvision.com/ver20/XMLSchema""#
    case .b: #" version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema""#
    }
  }

  /// Attributes of an item in a list.
  var item: String { self == .a ? root : "" }

  /// Everything that can be read; what is not here answers 403.
  var snapshot: DeviceSnapshot {
    get throws {
      let texts = allTexts
      var readings: [Endpoint: DeviceSnapshot.Reading] = [:]
      for (path, text) in texts {
        readings[Endpoint(path)] = .document(try XMLDocument(parsing: Array(text.utf8)))
      }
      for setting in SettingCatalog.all {
        for endpoint in setting.resources(for: DesiredSetting(setting: setting.key, items: []), on: Self.empty)
        where readings[endpoint] == nil {
          readings[endpoint] = .absent(status: 403, subStatus: "notSupport")
        }
      }
      return DeviceSnapshot(identity: Self.empty.identity, readings: readings)
    }
  }

  /// Every document by its path.
  var allTexts: [String: String] {
    [systemTexts, networkTexts, serviceTexts, securityTexts, listTexts].reduce([:]) { $0.merging($1) { $1 } }
  }

  private static let empty = DeviceSnapshot(
    identity: DeviceIdentity(
      serial: "DS-7608NI-TEST0820200101CCRRX00000001WCVU", model: "DS-7608NI-TEST", mac: "02:00:00:00:00:01",
      firmware: "V4.30.085", firmwareReleased: "build 200101"),
    readings: [:])

  /// The prologue as the family writes it.
  var declaration: String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"\(self == .a ? " " : "")?>\n"
  }
}
