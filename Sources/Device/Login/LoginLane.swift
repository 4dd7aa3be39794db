package import Host
import ISAPI
import Synchronization

/// What all sessions with one recorder share: its ledger, and what its passwords were found to be in this run.
///
/// One login is made at a time, so that two sessions with the same wrong password cost one try. A password that was
/// refused is not sent again, whatever the address (product.md C4, S7).
package final class LoginLane: Sendable {
  private struct Contents {
    var accepted: Set<Credentials> = []
    var refused: [Credentials: LoginRefused] = [:]
    var hasNoUserCheck = false
  }

  let ledger: LoginLedger
  let clock: any WallClock
  /// While a password is not proved, one request at a time: two would be two tries.
  let gate = RequestSlots(1)
  private let contents = Mutex(Contents())

  package init(ledger: LoginLedger, clock: any WallClock) {
    self.ledger = ledger
    self.clock = clock
  }

  /// The recorder took a password.
  func accept(_ credentials: Credentials) {
    contents.withLock { contents in
      contents.accepted.insert(credentials)
      contents.refused[credentials] = nil
    }
  }

  /// The recorder refused a password.
  func refuse(_ credentials: Credentials, _ refusal: LoginRefused) {
    contents.withLock { contents in
      contents.accepted.remove(credentials)
      contents.refused[credentials] = refusal
    }
  }

  /// Whether the recorder took a password earlier in this run; a lost answer to it was no wrong try.
  ///
  /// A recorder that reboots cuts logins off, and must not use up its own budget by that.
  func hasAccepted(_ credentials: Credentials) -> Bool { contents.withLock { $0.accepted.contains(credentials) } }

  /// Why a password is not to be sent again in this run, nil where it may be.
  func refusal(of credentials: Credentials) -> LoginRefused? {
    guard var refusal = contents.withLock({ $0.refused[credentials] }) else { return nil }
    refusal.isRepeated = true
    return refusal
  }

  /// A password of the recorder was set: what was refused before may be right now.
  func forgetRefusals() { contents.withLock { $0.refused = [:] } }

  /// Whether the recorder is known to have no `userCheck` that answers with a challenge (isapi.md 1.4).
  var hasNoUserCheck: Bool { contents.withLock { $0.hasNoUserCheck } }

  /// Remembers that for the rest of the run.
  func doWithoutUserCheck() { contents.withLock { $0.hasNoUserCheck = true } }
}
