import ISAPI
import Synchronization

/// Passwords that a recorder took earlier in this run; a lost answer to one of them was no wrong try.
///
/// A recorder that reboots cuts logins off, and must not use up its own budget by that.
package final class AcceptedPasswords: Sendable {
  private let accepted = Mutex<Set<Credentials>>([])

  package init() {}

  func insert(_ credentials: Credentials) { accepted.withLock { _ = $0.insert(credentials) } }

  func remove(_ credentials: Credentials) { accepted.withLock { _ = $0.remove(credentials) } }

  func contains(_ credentials: Credentials) -> Bool { accepted.withLock { $0.contains(credentials) } }
}
