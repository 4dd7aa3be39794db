import ISAPI

/// Something that goes wrong on the wire or at the recorder, at one exchange or from it on.
struct Mishap: Sendable, Hashable {
  /// What goes wrong.
  enum Kind: Sendable, Hashable {
    /// The connection ends, and nobody takes a new one.
    case refused
    case silence(Moment)
    case cut(Moment)
    /// 401 with a fresh challenge.
    case unauthorized
    /// 401 that says that the account is locked.
    case locked
    /// An answer of this HTTP status and `ResponseStatus` (isapi.md 1.6, 1.7).
    case says(status: Int, code: Int, String, Moment)
    /// 403 with a page for people.
    case forbiddenPage
    /// A page for people where a document was expected.
    case page(Moment)
    case malformed(Moment)
    /// The effect, and the first half of the answer as if it were all.
    case truncated
    /// The answer with another serial number in it.
    case otherSerial
    /// Another device, with the same password, at the recorder's address.
    case swap(isInactive: Bool)
    /// Another value is kept than was written.
    case clamp
    /// The answer says OK, and nothing is kept.
    case ignored
    /// Ten times slower than usual.
    case slow
    case reboot(Moment)
    /// The recorder is not on the network.
    case gone(Moment)
  }

  /// Whether the request has its effect all the same.
  enum Moment: String, Sendable, Hashable {
    case before
    case after
  }

  /// How long it goes wrong.
  enum Lasting: String, Sendable, Hashable {
    case once
    case aMinute
    case forever
  }

  var kind: Kind
  var lasting: Lasting

  init(_ kind: Kind, _ lasting: Lasting = .once) {
    self.kind = kind
    self.lasting = lasting
  }

  /// Whether it goes wrong for every request from then on, and not only for those of the same resource.
  var isEverywhere: Bool {
    switch kind {
    case .refused, .silence, .slow, .swap, .gone, .unauthorized, .locked: true
    case .says(503, _, _, _): true
    default: false
    }
  }

  /// Whether there is anything to go wrong about a request.
  func applies(to request: Request, _ scenario: FaultScenario) -> Bool {
    switch kind {
    case .clamp: scenario.clamped(request) != nil
    case .ignored: request.method != .get
    case .otherSerial: request.endpoint.path == "/ISAPI/System/deviceInfo" && request.method == .get
    case .says(_, _, _, .after), .page(.after), .malformed(.after), .truncated: request.method != .get
    default: true
    }
  }
}

extension Mishap: CustomStringConvertible {
  var description: String {
    let word =
      switch kind {
      case .refused: "connection refused"
      case .silence(let moment): "timeout \(moment.rawValue) the effect"
      case .cut(let moment): "reset \(moment.rawValue) the effect"
      case .unauthorized: "401"
      case .locked: "401 locked"
      case .says(let status, _, let subStatus, let moment):
        "\(status) \(subStatus)" + (moment == .after ? " after the effect" : "")
      case .forbiddenPage: "403 page"
      case .page(let moment): "HTML \(moment.rawValue) the effect"
      case .malformed(let moment): "malformed XML \(moment.rawValue) the effect"
      case .truncated: "truncated body"
      case .otherSerial: "other serial"
      case .swap(let isInactive): isInactive ? "other device, inactive" : "other device"
      case .clamp: "value clamped"
      case .ignored: "write ignored"
      case .slow: "ten times slower"
      case .reboot(let moment): "reboot \(moment.rawValue) the effect"
      case .gone(let moment): "address gone \(moment.rawValue) the effect"
      }
    return lasting == .once ? word : lasting == .forever ? word + ", for ever" : word + ", a minute"
  }

  /// All that is tried.
  static let all: [Mishap] = connections + answers + devices

  private static let connections: [Mishap] = [
    Mishap(.refused), Mishap(.refused, .aMinute), Mishap(.refused, .forever), Mishap(.silence(.before)),
    Mishap(.silence(.before), .forever), Mishap(.silence(.after)), Mishap(.silence(.after), .forever),
    Mishap(.cut(.before)), Mishap(.cut(.after)), Mishap(.cut(.after), .forever), Mishap(.slow, .forever),
  ]

  private static let answers: [Mishap] =
    [Mishap(.unauthorized), Mishap(.unauthorized, .forever), Mishap(.locked), Mishap(.locked, .forever)]
    + [
      "notSupport", "invalidOperation", "lowPrivilege", "notActivated", "badAuthorization", "maxSessionUserLink",
      "userNameLocked",
    ].map { Mishap(.says(status: 403, code: 4, $0, .before)) }
    + [
      Mishap(.says(status: 403, code: 4, "lowPrivilege", .before), .forever), Mishap(.forbiddenPage),
      Mishap(.forbiddenPage, .forever), Mishap(.says(status: 500, code: 3, "deviceError", .before)),
      Mishap(.says(status: 500, code: 3, "deviceError", .before), .forever),
      Mishap(.says(status: 500, code: 3, "deviceError", .after)),
      Mishap(.says(status: 503, code: 2, "deviceBusy", .before)),
      Mishap(.says(status: 503, code: 2, "deviceBusy", .before), .forever),
      Mishap(.says(status: 200, code: 6, "badXmlContent", .before)),
      Mishap(.says(status: 200, code: 3, "deviceError", .before), .forever),
      Mishap(.says(status: 200, code: 3, "deviceError", .after)), Mishap(.page(.before)),
      Mishap(.page(.before), .forever), Mishap(.page(.after)), Mishap(.malformed(.before)),
      Mishap(.malformed(.before), .forever), Mishap(.malformed(.after)), Mishap(.truncated),
    ]

  private static let devices: [Mishap] = [
    Mishap(.otherSerial), Mishap(.swap(isInactive: false), .aMinute), Mishap(.swap(isInactive: false), .forever),
    Mishap(.swap(isInactive: true), .aMinute), Mishap(.swap(isInactive: true), .forever), Mishap(.clamp),
    Mishap(.clamp, .forever), Mishap(.ignored), Mishap(.ignored, .forever), Mishap(.reboot(.before)),
    Mishap(.reboot(.after)), Mishap(.gone(.before), .aMinute), Mishap(.gone(.before), .forever),
    Mishap(.gone(.after), .aMinute), Mishap(.gone(.after), .forever),
  ]
}
