/// What is known of one feature of a device, and where that comes from.
package enum Ability: Sendable, Hashable {
  case has(Origin)
  case lacks(Origin)
  case notTold

  /// Where the answer comes from; nil where there is none.
  package var origin: Origin? {
    switch self {
    case .has(let origin), .lacks(let origin): origin
    case .notTold: nil
    }
  }
}

/// Where an answer about a feature comes from, the surest first.
package struct Origin: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Hashable, Codable {
    /// The device's own capabilities.
    case capabilities
    /// The table of facts about models.
    case facts
    /// What the device answered when it was asked.
    case answer
  }

  package var kind: Kind
  /// The way down the capabilities, the model that a fact is about, or the resource that was asked for.
  package var place: String
  /// The value there, what the fact was seen on, or the answer; nil where the capabilities say nothing.
  package var says: String?

  /// The element of the capabilities at a path; nil where it is not there.
  package static func capabilities(_ path: String, says: String?) -> Self {
    Self(kind: .capabilities, place: path, says: says)
  }

  /// A row of the table of facts.
  static func facts(about models: String, seen: String) -> Self {
    Self(kind: .facts, place: models, says: seen)
  }

  /// What the device said when it was asked.
  package static func answer(_ endpoint: Endpoint, says: String?) -> Self {
    Self(kind: .answer, place: endpoint.target, says: says)
  }

  /// The origin as the end of a sentence.
  package var words: String {
    switch kind {
    case .capabilities:
      let names = place.split(separator: "/")
      let flag = names.suffix(names.last == "isSupport" ? 2 : 1).joined(separator: "/")
      return says.map { "its capabilities say  \(flag): \($0)" } ?? "its capabilities do not list \(flag)"
    case .facts: return "\(place) have none, as seen on \(says ?? "")"
    case .answer: return says.map { "it answers \($0) for \(place)" } ?? "\(place) does not mention it"
    }
  }
}

/// A feature that a device lacks, as people are told of it.
package struct Absence: Sendable, Hashable {
  package var feature: Feature
  package var origin: Origin
  /// The model; empty where it is not known.
  package var model: String

  /// Such as `DS-7616NI-Q2 has no SNMP: its capabilities say  SnmpCap/isSupport: false`.
  package var reason: String {
    "\(model.isEmpty ? "the recorder" : model) has no \(feature.name): \(origin.words)"
  }
}
