import Host
import Planner
import Settings

/// The passwords that a plan gives to a recorder must be readable again afterwards, or the recorder is lost to everybody.
///
/// Each is read a second time from its store before anything is sent, and must be the same to the byte (product.md A).
struct PasswordEscrow: Sendable {
  var resolver: any SecretResolving

  /// Throws `EscrowFailed` where a password that the plan sets cannot be read twice.
  func check(_ plan: Plan, against first: ResolvedSecrets) async throws {
    for reference in plan.passwordsToSet {
      let second: Secret
      do {
        second = try await resolver.resolve(reference)
      } catch let error as SecretUnavailable {
        throw EscrowFailed(
          recorder: plan.target.name, reference: reference, reason: "could not be read a second time: \(error.reason)")
      }
      guard let known = first[reference], known.isSame(as: second) else {
        throw EscrowFailed(
          recorder: plan.target.name, reference: reference, reason: "has another value when it is read a second time")
      }
    }
  }
}

/// A password that might be lost once the recorder has it; nothing was sent.
struct EscrowFailed: Explained {
  var recorder: String
  var reference: SecretReference
  var reason: String

  var problem: Problem {
    Problem(
      "\(recorder): the new password \(reference.text) \(reason)",
      facts: ["a password is given to a recorder only when its store gives it back twice; nothing was sent"],
      advice: ["keep the password in a place that gives the same value every time"], status: .refused)
  }
}

extension Secret {
  /// Whether two secrets are the same bytes; as texts, letters written in two ways would be equal.
  fileprivate func isSame(as other: Secret) -> Bool { reveal().utf8.elementsEqual(other.reveal().utf8) }
}

extension Plan {
  /// What the steps give to accounts of the recorder, each once.
  var passwordsToSet: [SecretReference] {
    var references: [SecretReference] = []
    for step in steps {
      switch step.act {
      case .activate, .rotatePassword: references += [target.account.password].compactMap(\.self)
      case .setting(let change) where change.setting == Users.key:
        references += change.wanted.fields.compactMap { field in
          if case .secret(let reference) = field.value { reference } else { nil }
        }
      case .backup, .reset, .proveReset, .address, .setting, .restart, .verify: continue
      }
    }
    return references.enumerated().filter { references.firstIndex(of: $0.element) == $0.offset }.map(\.element)
  }
}
