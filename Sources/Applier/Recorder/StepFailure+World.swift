import Host
import ISAPI
import Settings

extension StepFailure {
  /// What an error of the outside world means for a step, in plain words.
  init(_ error: any Error) {
    switch error {
    case let failure as StepFailure: self = failure
    case let error as TransportError: self.init(error)
    case let error as LoginRefused: self.init(error)
    case let error as IdentityMismatch: self.init(error)
    case let error as DeviceRefusal: self.init(.failed, error)
    case let error as SettingNotWritable:
      self.init(.failed, "\(error.path) cannot be written: \(error.reason)")
    case let error as SecretUnavailable:
      self.init(.failed, "the secret \(error.reference.text) is not to be had: \(error.reason)")
    case let error as StateError:
      self.init(
        .failed, "\(error.operation) of \(error.path) failed: \(error.reason)", wayOut: "check disk and permissions")
    case let error as StateLockHeld: self.init(.refused, error.message, wayOut: error.wayOut)
    case let error as StateLockLeft: self.init(.refused, error.message, wayOut: error.wayOut)
    case is CancellationError: self.init(.unreachable, "the run was cancelled")
    default: self.init(.unreachable, "unexpected: \(error)")
    }
  }

  /// A refusal of the device.
  init(_ kind: Kind, _ refusal: DeviceRefusal) {
    self.init(kind, refusal.plainText, wayOut: refusal.wayOut)
  }

  private init(_ error: TransportError) {
    let meaning =
      switch error.reason {
      case .refused: "\(error.address) refuses the connection"
      case .connectTimeout: "\(error.address) does not answer"
      case .unreachable: "\(error.address) cannot be reached"
      case .untrustedCertificate:
        "\(error.address) shows another certificate than the pinned one\(error.keys.map(Self.words) ?? "")"
      case .handshakeFailed: "the TLS handshake with \(error.address) failed"
      case .cutOff: "\(error.address) cut the connection"
      case .answerTimeout: "\(error.address) did not answer in time"
      case .malformedAnswer: "\(error.address) does not speak HTTP"
      }
    self.init(
      error.reason == .untrustedCertificate ? .refused : .unreachable, meaning,
      wayOut: error.keys.map { "if it got a new certificate on purpose, remove \($0.place)" }
        ?? "check power, network and address of the recorder")
  }

  private static func words(_ keys: TransportError.KeyChange) -> String {
    ": pinned is sha256 \(keys.pinned), shown is sha256 \(keys.shown)"
  }

  private init(_ error: LoginRefused) {
    let left = error.triesLeft.map { ", \($0) tries left" } ?? ""
    switch error.reason {
    case .wrongPassword:
      let clock = error.clockWords.isEmpty ? "" : "; \(error.clockWords)"
      self.init(
        .failed, "\(error.address) does not take the password of \(error.username)\(left)\(clock)",
        wayOut: "correct the password before any other try")
    case .locked:
      let minutes = error.unlockSeconds.map { "about \(max(1, ($0 + 59) / 60)) minutes" } ?? "about 30 minutes"
      self.init(
        .failed, "\(error.address) has locked the account \(error.username)", wayOut: "wait \(minutes), then try once")
    case .budgetSpent:
      self.init(
        .refused, "no login of \(error.username) may be risked any more\(left)", wayOut: error.waitWords)
    case .notJudged:
      let clock = error.clockWords.isEmpty ? "" : "; \(error.clockWords)"
      self.init(
        .failed, "\(error.address) turns the login away without judging the password\(clock)",
        wayOut: clock.isEmpty ? "restart the recorder, then try again" : "set its clock by hand, then try again")
    case .noUsableScheme:
      self.init(
        .failed, "\(error.address) offers no way to log in that may be used",
        wayOut: "set the recorder's web authentication to digest")
    }
  }

  private init(_ error: IdentityMismatch) {
    self.init(
      .refused,
      "\(error.device ?? "another device") answers at \(error.address): "
        + "\(error.fact) \(error.found), declared is \(error.declared)",
      wayOut: "check the addresses of the recorder, and which device stands there")
  }
}

extension DeviceRefusal {
  /// Whether the device may have done it all the same: it failed inside, or what came is no answer of its own.
  var isDoubtful: Bool {
    switch kind {
    case .webPage, .malformed, .empty, .unexpectedContent: true
    case .refused, .busy: httpStatus >= 500 || statusCode == 3
    }
  }

  /// The refusal without the query of the resource and without text of the device's own, fit for the journal.
  var plainText: String {
    let code = [statusCode.map { "code \($0)" } ?? "HTTP \(httpStatus)", shownReason].filter { !$0.isEmpty }
    return "\(method.rawValue) \(endpoint.path): \(explanation) (\(code.joined(separator: ", ")))"
  }
}

extension PlannedWrite {
  /// The write that a request makes; what may be sent again is what HTTP calls idempotent (RFC 9110 9.2.2).
  init(_ request: Request) {
    self.init(
      "\(request.method.rawValue) \(request.endpoint.path)",
      isRepeatable: request.method != .post && request.endpoint != FoundCamera.activation)
  }
}
