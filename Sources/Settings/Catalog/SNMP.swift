import Diagnostics
package import Host
package import ISAPI
package import XML

/// Reading by management stations (isapi.md 6.4).
package struct SNMP: ServiceSwitch {
  package var enabled: Bool?
  package var version: Version?
  package var port: Int?
  package var readCommunity: SecretReference?
  package var writeCommunity: SecretReference?

  /// A version of the protocol; the first two send everything in clear.
  package enum Version: String, Sendable, CaseIterable {
    case v1
    case v2c
    case v3
  }

  package init() {}

  package static let key = "snmp"
  package static let endpoint: Endpoint = "/ISAPI/System/Network/SNMP"
  package static let subject = "SNMP"
  package static let documentation =
    "Reading by management stations; off means every version, on means `v2c` unless `version` says otherwise."
  package static let feature = Feature.snmp
  package static let place = DeviceBinding.anySwitch(
    of: Version.allCases.map(\.path), usual: Version.v2c.path)

  package static let fields: [Field<Self>] = [
    switchField,
    Field(
      "services.snmp.version", \.version, .choice, .onlyVersion,
      "The version that is on, and no other; the users of `v3` are kept at the recorder."),
    Field(
      "services.snmp.port", \.port, .port, .element("listenPort", as: .port), "The port, 161 from the factory."),
    Field(
      "services.snmp.readCommunity", \.readCommunity, secretIn: .community("readCommunity"),
      "The word with which `v1` and `v2c` are read; it is written whenever another field is."),
    Field(
      "services.snmp.writeCommunity", \.writeCommunity, secretIn: .community("writeCommunity"),
      "The word with which `v1` and `v2c` are written; it is written whenever another field is."),
  ]

  /// Where everything is off, no version is on.
  package static func effective(_ fields: [DesiredField], of value: Self) -> [DesiredField] {
    value.enabled == false ? fields.filter { $0.path != "services.snmp.version" } : fields
  }

  package static func standing(in document: XMLElement) -> String? {
    document.flag(at: Version.v3.path) == true ? "the users of v3 are kept at the recorder" : nil
  }
}

extension SNMP.Version {
  /// The switch of the version.
  fileprivate var path: XMLPath {
    switch self {
    case .v1: "SNMPv1c/enabled"
    case .v2c: "SNMPv2c/enabled"
    case .v3: "SNMPAdvanced/enabled"
    }
  }
}

extension SecretPlace {
  /// A community of both versions that have one.
  fileprivate static func community(_ name: String) -> Self {
    SecretPlace(
      elements: [["SNMPv1c", name], ["SNMPv2c", name]], predecessor: "enabled",
      isKept: { document in
        [SNMP.Version.v1, .v2c].contains { document.flag(at: $0.path) == true }
          && ["SNMPv1c", "SNMPv2c"].contains { document.text(at: [$0, name]) ?? "" != "" }
      })
  }
}

extension DeviceBinding where Value == SNMP.Version {
  /// One version on and all others off.
  fileprivate static let onlyVersion = DeviceBinding(
    read: { wanted, document in
      guard document.element(at: wanted.path) != nil else { return .missing }
      let on = document.versions
      return on == [wanted] ? .same : .differs(live: on.isEmpty ? "none" : on.map(\.rawValue).joined(separator: ", "))
    },
    write: { wanted, document, _ in
      for version in Value.allCases where version != wanted { document.setFlag(false, at: version.path) }
      return document.setFlag(true, at: wanted.path)
    },
    live: { document in
      let on = document.versions
      if on.isEmpty { return .nothing }
      return on.count == 1 ? .value(on[0]) : .other(on.map(\.rawValue).joined(separator: ", "))
    })
}

extension XMLElement {
  fileprivate var versions: [SNMP.Version] { SNMP.Version.allCases.filter { flag(at: $0.path) == true } }
}
