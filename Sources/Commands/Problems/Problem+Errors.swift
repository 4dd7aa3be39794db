import Host
import ISAPI
import Planner

extension Problem {
  /// What an error of any layer means to a person.
  init(_ error: any Error) {
    switch error {
    case let error as any Explained: self = error.problem
    case let error as TransportError: self.init(transport: error)
    case let error as LoginRefused: self.init(login: error)
    case let error as IdentityMismatch: self.init(identity: error)
    case let error as DeviceRefusal:
      self.init(
        error.explanation, facts: [error.description], advice: [error.wayOut], status: .failed)
    case let error as SecretUnavailable:
      self.init("the secret \(error.reference.text) cannot be had: \(error.reason)", status: .failed)
    case let error as FileError: self.init("\(error.path): \(error.reason)", status: .failed)
    case let error as StateError:
      self.init("the state folder fails: \(error.operation) \(error.path): \(error.reason)", status: .failed)
    case let error as StateLockHeld: self.init(error.message, advice: [error.wayOut], status: .refused)
    case let error as StateLockLeft: self.init(error.message, advice: [error.wayOut], status: .refused)
    case is CancellationError: self.init("interrupted", status: .interrupted)
    default: self.init(String(describing: error), status: .failed)
    }
  }

  private init(transport error: TransportError) {
    let place = "\(error.address)"
    let (summary, advice): (String, String) =
      switch error.reason {
      case .refused:
        ("nothing listens at \(place)", "check address and port, and whether the recorder is switched on")
      case .connectTimeout:
        ("no answer from \(place)", "check that the recorder is switched on and that a route leads there")
      case .unreachable: ("\(place) cannot be reached", "check the network and the address")
      case .untrustedCertificate:
        (
          "\(place) shows another certificate than before",
          "if it got a new certificate on purpose, remove \(error.keys?.place ?? "its pin.json in the state folder")"
        )
      case .handshakeFailed:
        ("no secure connection to \(place)", "a recorder without HTTPS is written as http://\(error.address.authority)")
      case .cutOff: ("\(place) ended the connection in the middle of an answer", "try again")
      case .answerTimeout: ("\(place) took too long to answer", "try again; restart the recorder if it stays so")
      case .malformedAnswer:
        ("what came from \(place) is not an answer of a recorder", "check that the address is the recorder's own")
      }
    let request = error.endpoint.map { "request: \($0.path)" } ?? ""
    // What the system says of other failures is for the log: it speaks of sockets and libraries.
    let keys = error.keys.map { ["pinned: sha256 \($0.pinned)", "shown:  sha256 \($0.shown)"] } ?? []
    self.init(
      summary, facts: [request] + keys, advice: [advice],
      status: error.reason == .untrustedCertificate ? .refused : .failed)
  }

  private init(login error: LoginRefused) {
    let who = "\"\(error.username)\" at \(error.address)"
    let left = error.triesLeft.map { "tries left: \($0)" } ?? ""
    let clock = error.clockWords
    switch error.reason {
    case .wrongPassword:
      let again = error.isRepeated ? "it was refused earlier in this run, and was not sent again" : ""
      let clockAdvice = clock.isEmpty ? "" : "if the password is right, set the clock of the recorder by hand first"
      self.init(
        "the recorder refuses the password of \(who)", facts: [left, again, clock],
        advice: [clockAdvice, "nvrctl tries each password once; correct the secret before the next run"],
        status: .failed)
    case .locked:
      let wait =
        error.unlockSeconds.map { "the lock ends in \(Self.minutes($0))" }
        ?? "such a lock usually ends after 30 minutes"
      self.init(
        "the account \(who) is locked", facts: [wait], advice: ["wait, and see who else tries to log in"],
        status: .failed)
    case .budgetSpent:
      self.init(
        "no further login is tried as \(who)", facts: [left, "at least three tries are left to people"],
        advice: ["see that the secret is right; that it was changed makes no difference", error.waitWords],
        status: .refused)
    case .notJudged:
      self.init(
        "the recorder turns the login of \(who) away, and does not hold it against the password", facts: [left, clock],
        advice: [
          clock.isEmpty
            ? "restart the recorder, then try again" : "set the clock of the recorder by hand, then try again"
        ], status: .failed)
    case .noUsableScheme:
      self.init(
        "\(error.address) offers no login that may be used", advice: ["switch Digest on in the recorder's web page"],
        status: .failed)
    }
  }

  private static func minutes(_ seconds: Int) -> String {
    seconds < 120 ? "\(seconds) s" : "\((seconds + 59) / 60) minutes"
  }

  private init(identity error: IdentityMismatch) {
    self.init(
      error.device.map { "what answers at \(error.address) is \($0), not a recorder" }
        ?? "another device answers at \(error.address)",
      facts: ["\(error.fact) declared: \(error.declared)", "\(error.fact) found: \(error.found)"],
      advice: ["nothing was written; correct the address or the identity in the manifest"], status: .refused)
  }
}
