/// A limit that refuses, and that a person may lift for one command by `--allow CODE=VALUE`.
///
/// There is no way to lift all of them, and none for what proves that the right recorder gets a plan that nobody used or
/// changed (product.md C4 S4, S5, S11).
package enum Limit: String, Sendable, Hashable, Codable, CaseIterable {
  case footageLoss = "footage-loss"
  case backup
  case secondWayIn = "second-way-in"
  case defaultAddress = "default-address"
  case otherProtocol = "other-protocol"
  case forwardedPort = "forwarded-port"
  case ownAddress = "own-address"
  case loginBudget = "login-budget"
  case removals
  case resetsPerRun = "resets-per-run"

  /// What may be typed for a limit.
  package enum Form: Sendable, Hashable {
    case word(String)
    case number(ClosedRange<Int>)
  }

  /// The values that lift it.
  package var form: Form {
    switch self {
    case .footageLoss: .word("accepted")
    case .backup: .word("documents")
    case .secondWayIn: .word("none")
    case .defaultAddress: .word("unchecked")
    case .otherProtocol: .word("none")
    case .forwardedPort: .word("alone")
    case .ownAddress: .word("unproved")
    case .loginBudget: .number(0...LoginBudget.keptTries - 1)
    case .removals: .number(Self.usualRemovals + 1...10_000)
    case .resetsPerRun: .number(Self.usualResets + 1...10_000)
    }
  }

  /// Items that one plan may remove unasked; a manifest put in the wrong place removes all there are.
  package static let usualRemovals = 4
  /// Recorders that one `apply` may reset unasked (product.md C4 S14).
  package static let usualResets = 1

  /// The word that lifts it, nil where a number does.
  var word: String? { if case .word(let word) = form { word } else { nil } }

  /// Whether a typed value is enough where another one is needed.
  func value(_ typed: String, covers needed: String) -> Bool {
    guard case .number = form else { return typed == needed }
    guard let typed = Int(typed), let needed = Int(needed) else { return false }
    // The budget is what stays, the others are what is taken.
    return self == .loginBudget ? typed <= needed : typed >= needed
  }

  /// What the limit is for, and what lifting it means, in whole sentences.
  package var documentation: String {
    switch self {
    case .footageLoss:
      "A reset may erase the footage of a recorder, and nvrctl does not save it. footage-loss=accepted says that it may "
        + "be lost; --accept-footage-loss is the same."
    case .backup:
      "Before a reset the recorder's own export of its configuration is kept. backup=documents goes on with the "
        + "documents that nvrctl reads, where a recorder exports nothing: they can be read, and not be put back as a "
        + "whole."
    case .secondWayIn:
      "After a full reset or a move the recorder stands at another address. Without SADP on its segment and without "
        + "another address in connect.addresses it may not be found again. second-way-in=none goes on all the same: be "
        + "ready to go there."
    case .defaultAddress:
      "After a full reset the recorder comes up at 192.168.1.64, where nobody else may be. default-address=unchecked goes "
        + "on where nobody could look whether the address is free. Where somebody answers there, nothing lifts it."
    case .otherProtocol:
      "A change switches off the protocol by which the recorder is reached, and nothing proved that it lets us in by "
        + "another. other-protocol=none goes on all the same."
    case .forwardedPort:
      "The port by which the recorder is reached is forwarded by somebody who does not know that it moves. "
        + "forwarded-port=alone goes on without another way."
    case .ownAddress:
      "An IP filter is switched on, and nothing proved that it lets this machine in. own-address=unproved goes on all the "
        + "same."
    case .loginBudget:
      "A recorder locks an account after a few wrong passwords, and three tries always stay for people. "
        + "login-budget=NUMBER lets a reset begin with that many left instead; the count of wrong passwords itself goes on "
        + "as ever."
    case .removals:
      "A plan removes at most \(Self.usualRemovals) items of a recorder, since a manifest in the wrong place removes all "
        + "there are. removals=NUMBER allows that many."
    case .resetsPerRun:
      "One apply resets one recorder. resets-per-run=NUMBER allows that many, one after the other."
    }
  }

  /// How a person writes it, such as `removals=NUMBER`.
  package var usage: String {
    switch form {
    case .word(let word): "\(rawValue)=\(word)"
    case .number(let range) where self == .loginBudget:
      "\(rawValue)=NUMBER from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "\(rawValue)=NUMBER from \(range.lowerBound)"
    }
  }
}

/// Logins that may go wrong, and those that must stay (design 6.2).
package enum LoginBudget {
  /// Tries that are never used up.
  package static let keptTries = 3

  /// Logins that may be refused: passwords that were not proved before.
  package static func needs(_ mode: Plan.Mode) -> Int {
    switch mode {
    case .inPlace: 1
    // The new password, and the old one where the reset keeps it (isapi.md 3.5).
    case .resetFull: 2
    case .provision, .resetBasic: 1
    }
  }
}
