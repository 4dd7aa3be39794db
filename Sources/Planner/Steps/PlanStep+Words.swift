import Settings

extension PlanStep.Act {
  /// The act in one word, as plan files name it.
  package var word: String {
    switch self {
    case .backup: "backup"
    case .reset: "reset"
    case .proveReset: "proveReset"
    case .activate: "activate"
    case .address: "address"
    case .setting: "setting"
    case .rotatePassword: "rotatePassword"
    case .restart: "restart"
    case .verify: "verify"
    }
  }

  /// The act behind a word; nil where there is none, or where its change is missing or too much.
  init?(word: String, change: SettingChange?) {
    switch (word, change) {
    case ("backup", nil): self = .backup
    case ("reset", nil): self = .reset
    case ("proveReset", nil): self = .proveReset
    case ("activate", nil): self = .activate
    case ("restart", nil): self = .restart
    case ("verify", nil): self = .verify
    case ("address", let change?): self = .address(change)
    case ("setting", let change?): self = .setting(change)
    case ("rotatePassword", let change?): self = .rotatePassword(change)
    default: return nil
    }
  }

  /// What tells, after an interruption, whether the step was done.
  package var resolver: String {
    switch self {
    case .backup: "the files of the run"
    case .reset: "activateStatus, uptime and settings of the recorder"
    case .proveReset: "the same proof again"
    case .activate: "activateStatus, then one login with the new password"
    case .address: "the same serial at the new address, then at the old one"
    case .setting: "the document as it is now"
    case .rotatePassword: "one login with the new password, then one with the previous one"
    case .restart: "the uptime of the recorder"
    case .verify: "the same look again"
    }
  }

  /// What must be seen before the step counts as done.
  package var proof: String {
    switch self {
    case .backup: "both files read back and match their digests"
    case .reset: "the recorder accepted the request, or went away; the next step proves the rest"
    case .proveReset: "it reports inactive, or answers the old login, and a second fact shows the reset"
    case .activate: "a login with the new password"
    case .address: "an authenticated answer of the same serial at the new address, twice"
    case .setting: "the document read back equals what is wanted"
    case .rotatePassword: "a new login with the new password"
    case .restart: "an uptime shorter than the time since the request"
    case .verify: "everything declared is read again and differs in nothing"
    }
  }
}
