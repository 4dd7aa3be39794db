import XML

/// What a device can do: by its own capabilities first, by what is known of its model second, by trying last.
///
/// What is known of a model, and a flag that is missing, explain why something is lacking; they never keep nvrctl from
/// asking, since the next firmware may have it, and a service that is on must not pass for absent.
package struct Abilities: Sendable, Hashable {
  private let identity: DeviceIdentity
  private let snapshot: DeviceSnapshot

  package init(of snapshot: DeviceSnapshot) {
    self.snapshot = snapshot
    identity = snapshot.identity
  }

  /// What the name of the model tells.
  package var model: ModelName { ModelName(identity.model) }

  /// What the device is: by its own word first, by the name of its model second.
  package var kind: DeviceKind {
    DeviceKind(deviceType: snapshot[.deviceInfo]?.root.text(at: "deviceType"), model: identity.model)
  }

  /// What is known of a feature before anything was tried.
  package subscript(feature: Feature) -> Ability {
    let told = ability(byCapabilities: feature)
    return told == .notTold ? ModelFact.ability(feature, of: identity, kind: kind) : told
  }

  /// Whether the device itself says no to a feature, so that there is nothing to ask for.
  package func rulesOut(_ feature: Feature) -> Bool {
    if case .lacks(let origin) = ability(byCapabilities: feature) { origin.says != nil } else { false }
  }

  private func ability(byCapabilities feature: Feature) -> Ability {
    feature.sign.flatMap { sign in snapshot.capabilities.map(sign.ability) } ?? .notTold
  }

  /// What is known of a feature that shows by a resource, what came of asking for it included.
  package func ability(_ feature: Feature, shownBy resource: Endpoint) -> Ability {
    let reading = snapshot.readings[resource]
    if case .document? = reading, !rulesOut(feature) { return .has(.answer(resource, says: "a document")) }
    let known = self[feature]
    guard known == .notTold, case .absent(let status, let subStatus)? = reading else { return known }
    return .lacks(.answer(resource, says: "\(status)\(subStatus.isEmpty ? "" : " \(subStatus)")"))
  }

  /// The feature as one that is lacking; nil where the device has it, or where nobody knows.
  package func absence(of feature: Feature, by ability: Ability) -> Absence? {
    guard case .lacks(let origin) = ability else { return nil }
    return Absence(feature: feature, origin: origin, model: identity.model)
  }

  /// The feature as one that is known to be lacking before anything was tried.
  package func absence(of feature: Feature) -> Absence? { absence(of: feature, by: self[feature]) }
}

/// A number of things a device has.
package struct Figure: Sendable, Hashable {
  package var value: Int
  package var origin: Origin
}

extension Abilities {
  private static let channelCount: XMLPath = "RacmCap/inputProxyNums"

  /// How many network cameras the recorder takes.
  package var channels: Figure? {
    figure(Self.channelCount) ?? (model.kind == .nvr ? named(model.channels) : nil)
  }

  /// How many cameras it takes by cable: 0 for an NVR.
  package var analogInputs: Figure? {
    if let told = Feature.analogInputs.sign.flatMap({ figure($0.path) }) { return told }
    return model.isRecorder ? named(model.kind == .dvr ? model.channels : 0) : nil
  }

  /// Bays for disks.
  package var bays: Figure? { named(model.bays) }

  /// Sockets that feed cameras: none where the name of a recorder names none.
  package var poePorts: Figure? { model.isRecorder ? named(model.poePorts ?? 0) : nil }

  /// Where the device and the name of its model tell different things; people should know, and nothing fails.
  package var disagreements: [String] {
    guard model.kind == .nvr, let named = model.channels, let told = figure(Self.channelCount), told.value != named
    else { return [] }
    return ["\(identity.model) stands for \(named) channels, and its capabilities say \(told.value)"]
  }

  private func figure(_ path: XMLPath) -> Figure? {
    guard let text = snapshot.capabilities?.text(at: path), let value = Int(text) else { return nil }
    return Figure(value: value, origin: .capabilities(path.description, says: text))
  }

  private func named(_ value: Int?) -> Figure? {
    value.map { Figure(value: $0, origin: .facts(about: identity.model, seen: "the name of the model")) }
  }
}

extension DeviceSnapshot {
  /// What the device can do.
  package var abilities: Abilities { Abilities(of: self) }
}

extension Feature.Sign {
  /// What a capabilities document tells.
  fileprivate func ability(by capabilities: XMLElement) -> Ability {
    let place = path.description
    guard let element = capabilities.element(at: path) else {
      // A document that leaves the whole part out tells nothing.
      let around = capabilities.element(at: XMLPath(path.names.dropLast()))
      let isSilent = around != nil || (isWord && capabilities.element(at: XMLPath(path.names.dropLast(2))) != nil)
      return silenceMeansNo && isSilent ? .lacks(.capabilities(place, says: nil)) : .notTold
    }
    let text = element.text.isEmpty ? element.attribute("opt") ?? "" : element.text
    switch form {
    case .flag:
      // Some firmware gives the choice instead of the value (domain.md 8.7).
      let choice = text.lowercased().split(separator: ",")
      if choice.contains("true") || text == "1" { return .has(.capabilities(place, says: text)) }
      return ["false", "0"].contains(text.lowercased()) ? .lacks(.capabilities(place, says: text)) : .notTold
    case .count:
      guard let count = Int(text) else { return .notTold }
      return count > 0 ? .has(.capabilities(place, says: text)) : .lacks(.capabilities(place, says: text))
    case .word(let word):
      let choice = element.attribute("opt") ?? element.text
      let words = choice.split { $0 == "," || $0 == "/" }.map(String.init)
      return words.contains(word)
        ? .has(.capabilities(place, says: choice)) : .lacks(.capabilities(place, says: choice))
    }
  }

  private var isWord: Bool { if case .word = form { true } else { false } }
}

extension DeviceKind {
  /// The kind by `deviceType`, or by the name of the model where that says nothing (isapi.md 3.1).
  package init(deviceType: String?, model: String) {
    let type = deviceType?.uppercased() ?? ""
    let told: Self? =
      if type.contains("NVR") { .nvr } else if type.contains("DVR") || type.contains("XVR") {
        .dvr
      } else if ["IPCAMERA", "IPDOME", "IPZOOM", "IPC"].contains(where: type.contains) { .camera } else { nil }
    self = told ?? ModelName(model).kind
  }

  /// Whether it is known to be something else than a recorder.
  package var isNoRecorder: Bool { self == .camera || self == .other }

  /// What the device is, in words: `a camera (DS-2CD2146G2-ISU)`.
  package func words(model: String) -> String {
    let name = model.isEmpty ? "" : " (\(model))"
    return switch self {
    case .nvr, .dvr: "a recorder\(name)"
    case .camera: "a camera\(name)"
    case .other, .notKnown: "another device\(name)"
    }
  }
}
