import ISAPI
import Simulator

/// Everything that can go wrong at the requests of one run, one thing at a time.
enum RehearsalFaults {
  /// The faults for the requests of a run without any, in the order of the requests.
  static func all(for log: RequestLog) -> [Fault] {
    var seen: [String: Int] = [:]
    return log.entries.flatMap { entry -> [Fault] in
      // A challenge comes before the request proper, and no fault waits for it.
      guard let status = entry.status, status != 401 else { return [] }
      let key = "\(entry.method.rawValue) \(entry.endpoint.path)"
      let occurrence = seen[key, default: 0] + 1
      seen[key] = occurrence
      return kinds(for: entry).map { kind, moment in
        Fault(kind, moment, on: entry.method, entry.endpoint.path, occurrence: occurrence)
      }
    }
  }

  /// So many of them, chosen by a number that gives the same choice each time.
  static func some(_ count: Int, of faults: [Fault], seed: UInt64) -> [Fault] {
    guard count < faults.count else { return faults }
    var generator = SplitMix(state: seed)
    return faults.indices.shuffled(using: &generator).prefix(count).sorted().map { faults[$0] }
  }

  private static func kinds(for entry: RequestLogEntry) -> [(Fault.Kind, Fault.Moment)] {
    if entry.method == .get {
      let same: [(Fault.Kind, Fault.Moment)] = [
        (.closeConnection, .beforeEffect), (.silence, .beforeEffect), (.busy, .beforeEffect),
        (.refusal(status: 500, code: 3, subStatus: "deviceError"), .beforeEffect), (.html, .beforeEffect),
        (.malformedXML, .beforeEffect), (.truncatedBody, .afterEffect), (.slow(.seconds(20)), .afterEffect),
        (.reboot, .beforeEffect),
      ]
      return entry.endpoint == .deviceInfo
        ? same + [(.otherSerial("DS-0000NI-K00020200101CCRR000000000WCVU"), .afterEffect)] : same
    }
    return [
      (.closeConnection, .beforeEffect), (.closeConnection, .afterEffect), (.silence, .beforeEffect),
      (.silence, .afterEffect), (.busy, .beforeEffect),
      (.refusal(status: 403, code: 4, subStatus: "notSupport"), .beforeEffect),
      (.errorUnderOK(code: 3, subStatus: "deviceError"), .beforeEffect), (.ignoredWrite, .beforeEffect),
      (.truncatedBody, .afterEffect), (.reboot, .beforeEffect), (.reboot, .afterEffect),
    ]
  }
}

/// A generator whose numbers follow from its seed (splitmix64).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}

extension Fault {
  /// The fault as a person reads it.
  var words: String {
    let what =
      switch kind {
      case .closeConnection: "cut"
      case .silence: "no answer"
      case .refusal(let status, _, let subStatus): "refused with \(status) \(subStatus)"
      case .busy: "busy"
      case .errorUnderOK(_, let subStatus): "\(subStatus) under 200"
      case .html: "a web page"
      case .malformedXML: "broken XML"
      case .truncatedBody: "half an answer"
      case .otherSerial: "another serial"
      case .ignoredWrite: "said OK, kept nothing"
      case .clamp: "kept another value"
      case .slow: "late"
      case .reboot: "restart"
      case .newCertificate: "another certificate"
      }
    let time = occurrence > 1 ? " (\(occurrence). time)" : ""
    let moment = moment == .afterEffect && method != .get ? ", after the effect" : ""
    return "\(method?.rawValue ?? "") \(path)\(time): \(what)\(moment)"
  }
}
