/// What is known of models whose capabilities do not tell: data, each row with its source.
///
/// A row holds for the models that were seen and their nearest kin; what nobody saw is not here.
struct ModelFact: Sendable {
  var models: Models
  var feature: Feature
  var has: Bool
  /// What it was seen on.
  var seen: String
  /// Where the fact is written down.
  var source: String

  /// Some models of one kind.
  struct Models: Sendable {
    var kind: DeviceKind
    /// Classes such as `NI`; empty for all.
    var classes: Set<String> = []
    /// Letters of generations such as `K`; empty for all.
    var generations: Set<String> = []
    /// The firmware; nil for any.
    var firmware: String?
    /// As people call them.
    var name: String

    func contains(_ model: ModelName, _ kind: DeviceKind, firmware version: String) -> Bool {
      kind == self.kind && (classes.isEmpty || model.productClass.map(classes.contains) == true)
        && (generations.isEmpty || model.generation.map(generations.contains) == true)
        && (firmware == nil || firmware.flatMap { FirmwareRange($0) }?.contains(version) == true)
    }
  }

  /// What the table says of a feature of a device.
  static func ability(_ feature: Feature, of identity: DeviceIdentity, kind: DeviceKind) -> Ability {
    let rows = all.filter { $0.feature == feature }
    guard !rows.isEmpty else { return .notTold }
    let model = ModelName(identity.model)
    guard let row = rows.first(where: { $0.models.contains(model, kind, firmware: identity.firmware) }) else {
      return .notTold
    }
    let origin = Origin.facts(about: row.models.name, seen: row.seen)
    return row.has ? .has(origin) : .lacks(origin)
  }
}

extension ModelFact {
  private static let k2 = Models(kind: .nvr, classes: ["NI"], generations: ["K"], name: "NI-K recorders")
  private static let q2 = Models(kind: .nvr, classes: ["NI"], generations: ["Q"], name: "NI-Q recorders")
  private static let nxi = Models(kind: .nvr, classes: ["NXI"], generations: ["I"], name: "NXI-I recorders")
  private static let m = Models(kind: .nvr, classes: ["NI"], generations: ["M"], name: "NI-M recorders")
  private static let i4 = Models(
    kind: .nvr, classes: ["NI"], generations: ["I"], firmware: ">=4.61", name: "NI-I recorders from V4.61 on")
  private static let nvr = Models(kind: .nvr, name: "NVRs")
  private static let dvr = Models(kind: .dvr, name: "DVRs")
  private static let newDVR = Models(
    kind: .dvr, generations: ["M"], firmware: ">=4.75", name: "DVRs of generation M from V4.75 on")

  /// The first row that fits counts.
  static let all: [ModelFact] = [
    ModelFact(models: q2, feature: .snmp, has: false, seen: "DS-7616NI-Q2/16P V4.30.097", source: "isapi.md 6.4"),
    ModelFact(models: k2, feature: .snmp, has: true, seen: "DS-7616NI-K2 V4.74.210", source: "isapi.md 3.2"),
    ModelFact(models: nxi, feature: .snmp, has: true, seen: "DS-7608NXI-I2 V4.62.210", source: "isapi.md 3.2"),
    ModelFact(models: m, feature: .snmp, has: true, seen: "DS-7732NI-M4 V5.03.020", source: "isapi.md 3.2"),
    ModelFact(models: nvr, feature: .ftp, has: false, seen: "four models", source: "isapi.md 6.1, domain.md 6.4"),

    ModelFact(models: k2, feature: .tlsVersions, has: false, seen: "DS-7616NI-K2 V4.74.210", source: "isapi.md 6.6"),
    ModelFact(
      models: q2, feature: .tlsVersions, has: false, seen: "DS-7616NI-Q2/16P V4.30.097", source: "isapi.md 6.6"),
    ModelFact(models: k2, feature: .httpsRedirect, has: false, seen: "DS-7616NI-K2 V4.74.210", source: "isapi.md 6.6"),
    ModelFact(
      models: q2, feature: .httpsRedirect, has: false, seen: "DS-7616NI-Q2/16P V4.30.097", source: "isapi.md 6.6"),
    ModelFact(
      models: newDVR, feature: .httpsRedirect, has: true, seen: "iDS-7204HUHI-M1 V4.75.011", source: "isapi.md 6.6"),
    ModelFact(models: k2, feature: .sdkSwitch, has: false, seen: "DS-7616NI-K2 V4.74.210", source: "isapi.md 6.6"),
    ModelFact(models: q2, feature: .sdkSwitch, has: false, seen: "DS-7616NI-Q2/16P V4.30.097", source: "isapi.md 6.6"),
    ModelFact(models: k2, feature: .sdkOverTLS, has: false, seen: "DS-7616NI-K2 V4.74.210", source: "isapi.md 6.6"),
    ModelFact(models: q2, feature: .sdkOverTLS, has: false, seen: "DS-7616NI-Q2/16P V4.30.097", source: "isapi.md 6.6"),
    ModelFact(models: k2, feature: .webSocket, has: false, seen: "DS-7616NI-K2 V4.74.210", source: "isapi.md 6.6"),
    ModelFact(models: q2, feature: .webSocket, has: false, seen: "DS-7616NI-Q2/16P V4.30.097", source: "isapi.md 6.6"),
    ModelFact(
      models: newDVR, feature: .webSocket, has: true, seen: "iDS-7204HUHI-M1 V4.75.011", source: "isapi.md 6.6"),

    ModelFact(models: m, feature: .ntpPortType, has: true, seen: "recorders of the M series", source: "isapi.md 5.3"),
    ModelFact(
      models: m, feature: .ipFilter, has: true, seen: "DS-7732NI-M4, DS-9632NI-M8", source: "isapi.md 3.2, 6.7"),
    ModelFact(models: i4, feature: .ipFilter, has: true, seen: "DS-7716NI-I4 V4.61.030", source: "isapi.md 6.7"),
    ModelFact(models: m, feature: .bond, has: true, seen: "DS-7732NI-M4 V5.03.020", source: "isapi.md 3.2"),
    ModelFact(
      models: q2, feature: .onvifUsers, has: false, seen: "DS-7616NI-Q2/16P V4.30.097", source: "domain.md 6.4"),
    ModelFact(models: k2, feature: .onvifUsers, has: true, seen: "DS-7616NI-K2 V4.74.210", source: "domain.md 6.4"),
    ModelFact(models: nxi, feature: .onvifUsers, has: true, seen: "DS-7608NXI-I2 V4.62.210", source: "domain.md 6.4"),
    ModelFact(models: m, feature: .onvifUsers, has: true, seen: "DS-7732NI-M4 V5.03.020", source: "domain.md 6.4"),
    ModelFact(
      models: nxi, feature: .poeConfiguration, has: true, seen: "DS-7608NXI-I2 V4.62.210", source: "isapi.md 3.2"),
    ModelFact(models: k2, feature: .sha256, has: false, seen: "DS-7616NI-K2 V4.74.210", source: "isapi.md 13"),
    ModelFact(models: q2, feature: .sha256, has: false, seen: "DS-7616NI-Q2/16P V4.30.097", source: "isapi.md 13"),
    ModelFact(models: nxi, feature: .sha256, has: true, seen: "DS-7608NXI-I2 V4.62.210", source: "isapi.md 13"),
    ModelFact(models: m, feature: .sha256, has: true, seen: "DS-7732NI-M4 V5.03.020", source: "isapi.md 13"),
    ModelFact(models: nvr, feature: .cameraActivation, has: true, seen: "four models", source: "isapi.md 3.2, 7.7"),
    ModelFact(models: nvr, feature: .cameraPasswordSync, has: true, seen: "four models", source: "isapi.md 3.2, 7.6"),
    ModelFact(models: nvr, feature: .analogInputs, has: false, seen: "four models", source: "isapi.md 13"),
    ModelFact(models: dvr, feature: .analogInputs, has: true, seen: "iDS-7204HUHI-M1 V4.75.011", source: "isapi.md 13"),
  ]
}
