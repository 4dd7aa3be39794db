package import ISAPI

/// Something that goes wrong at a chosen request.
package struct Fault: Sendable, Hashable {
  /// What the client meets instead of the answer.
  package enum Kind: Sendable, Hashable {
    /// The connection ends without an answer.
    case closeConnection
    /// No answer comes.
    case silence
    /// An answer of this HTTP status and `ResponseStatus`.
    case refusal(status: Int, code: Int, subStatus: String)
    /// 503 with `deviceBusy`.
    case busy
    /// 200 with a `ResponseStatus` that says no (isapi.md 1.6).
    case errorUnderOK(code: Int, subStatus: String)
    /// 200 with a page for people.
    case html
    /// 200 with a body that is not XML.
    case malformedXML
    /// Half of the answer, then the end of the connection.
    case truncatedBody
    /// The answer with another serial number in it.
    case otherSerial(String)
    /// The answer says OK, but nothing is kept.
    case ignoredWrite
    /// The write is taken, but another value is kept.
    case clamp(element: String, to: String)
    /// The answer comes late.
    case slow(Duration)
    /// The recorder reboots at once and the connection ends.
    case reboot
    /// The answer is the usual one; behind it the recorder has a new certificate.
    case newCertificate
  }

  /// Whether the request has had its effect by then.
  package enum Moment: Sendable, Hashable {
    case beforeEffect
    case afterEffect
  }

  /// What goes wrong.
  package var kind: Kind
  /// When it does.
  package var moment: Moment
  /// The method to match; nil for any.
  package var method: ISAPI.Method?
  /// The path to match, in which `*` stands for any text.
  package var path: String
  /// The first match that is hit, counted from 1.
  package var occurrence: Int
  /// How many matches in a row are hit; nil for all from then on.
  package var times: Int?

  package init(
    _ kind: Kind, _ moment: Moment = .beforeEffect, on method: ISAPI.Method?, _ path: String, occurrence: Int = 1,
    times: Int? = 1
  ) {
    self.kind = kind
    self.moment = moment
    self.method = method
    self.path = path
    self.occurrence = occurrence
    self.times = times
  }

  /// Whether a request is of the kind that is meant.
  func matches(_ request: Request) -> Bool {
    (method ?? request.method) == request.method && Self.matches(request.endpoint.path[...], path[...])
  }

  private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
    guard let star = pattern.firstIndex(of: "*") else { return text == pattern }
    guard text.hasPrefix(pattern[..<star]) else { return false }
    let rest = pattern[pattern.index(after: star)...]
    var tail = text.dropFirst(pattern.distance(from: pattern.startIndex, to: star))
    while true {
      if matches(tail, rest) { return true }
      if tail.isEmpty { return false }
      tail.removeFirst()
    }
  }
}

/// The faults in wait, each with the matches it has seen.
struct FaultPlan {
  private var waiting: [(fault: Fault, seen: Int)] = []

  /// Puts one more fault in wait.
  mutating func add(_ fault: Fault) { waiting.append((fault, 0)) }

  /// Takes back every fault.
  mutating func removeAll() { waiting = [] }

  /// The fault that hits a request, if any; every matching fault counts the request.
  mutating func hit(by request: Request) -> Fault? {
    var hit: Fault?
    for index in waiting.indices where waiting[index].fault.matches(request) {
      waiting[index].seen += 1
      let fault = waiting[index].fault
      let position = waiting[index].seen - fault.occurrence
      if hit == nil, position >= 0, fault.times.map({ position < $0 }) ?? true { hit = fault }
    }
    return hit
  }
}
