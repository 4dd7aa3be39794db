import FoundationEssentials
import ISAPI

/// Something the recorder does that is more than reading or writing a document.
struct Operation: Sendable {
  /// Who may ask for it.
  enum Audience: Sendable {
    /// Anybody, also while there is no administrator (isapi.md 2.4).
    case everybody
    case users
    case administrators
  }

  var method: ISAPI.Method
  var path: PathPattern
  /// Who may ask for it.
  var audience: Audience
  /// Whether it changes anything.
  var isWrite: Bool
  /// What is done, and what is said about it.
  var perform: @Sendable (inout RecorderState, Call) throws(Refusal) -> Reply
}

/// A path in which one component may stand for an id, written `*`.
struct PathPattern: Sendable, ExpressibleByStringLiteral {
  private let head: String
  /// What follows the id; nil for a path without one.
  private let tail: String?

  init(_ text: String) {
    let star = text.firstIndex(of: "*")
    head = String(text[..<(star ?? text.endIndex)])
    tail = star.map { String(text[text.index(after: $0)...]) }
  }

  init(stringLiteral text: String) { self.init(text) }

  /// The id in a path that is meant, empty where the pattern has none; nil for another path.
  func id(in path: String) -> String? {
    guard let tail else { return path == head ? "" : nil }
    guard path.hasPrefix(head), path.hasSuffix(tail), path.utf8.count > head.utf8.count + tail.utf8.count
    else { return nil }
    let id = path.dropFirst(head.count).dropLast(tail.count)
    return id.contains("/") ? nil : String(id)
  }
}

/// One call of an operation.
struct Call {
  var request: Request
  var caller: Caller
  var id: String
  var time: Date
}

/// Who sends a request, as far as the recorder knows.
struct Caller: Hashable {
  var source: String
  var scheme: DeviceAddress.Scheme
  /// Empty for somebody unknown.
  var username: String
  var isAdministrator: Bool
}

/// An answer, and what the recorder does once it has been given.
struct Reply {
  var response: Response
  var aftermath = Aftermath.nothing
  /// How long the answer takes.
  var delay = Duration.zero

  init(_ response: Response, aftermath: Aftermath = .nothing, delay: Duration = .zero) {
    self.response = response
    self.aftermath = aftermath
    self.delay = delay
  }
}

/// What follows an answer.
enum Aftermath: Hashable {
  /// Life goes on.
  case nothing
  /// The recorder listens where its documents say.
  case rebind
  /// The recorder reboots after its usual grace.
  case reboot(PowerCycle.Errand)
  /// The recorder listens where its documents say, with a new certificate.
  case certificate
  /// The recorder is gone at once, as when the power fails.
  case powerLoss
}
