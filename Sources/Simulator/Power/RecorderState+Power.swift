import FoundationEssentials
import XML

extension RecorderState {
  /// Brings everything that happens by itself up to the time.
  mutating func settle(at now: Date) {
    for turn in power.advance(to: now) {
      switch turn {
      case .wentDown(let errand):
        outbox.append(.phase(.down))
        shutDown(errand)
      case .startedListening:
        outbox.append(.phase(.booting))
        plugAndPlaySince = power.bootedAt
        rebind()
      case .becameReady:
        outbox.append(.phase(.ready))
      }
    }
    if power.phase != .ready { return }
    setClockByServer(at: now)
    addPluggedCameras(at: now)
  }

  /// Does what follows an answer.
  mutating func follow(_ aftermath: Aftermath, at now: Date) {
    switch aftermath {
    case .nothing: break
    case .rebind: if !power.isRebooting { rebind() }
    case .certificate:
      replaceCertificate()
      if !power.isRebooting { rebind() }
    case .reboot(let errand):
      power.begin(errand, at: now, grace: behavior.timings.grace, timings: behavior.timings)
      outbox.append(.rebootBegan)
    case .powerLoss: loseMains(at: now)
    }
  }

  /// Reboots at once, as when the power fails.
  mutating func loseMains(at now: Date) {
    power.begin(.nothing, at: now, grace: .zero, timings: behavior.timings)
    settle(at: now)
  }

  /// Makes a new key, and a certificate with it.
  mutating func replaceCertificate() {
    identityKey = IdentityKey()
    outbox.append(.certificateChanged)
  }

  private mutating func shutDown(_ errand: PowerCycle.Errand) {
    departFromRecord()
    gate.clear()
    oldBindings = []
    activation = ActivationDesk()
    for (path, document) in pending { documents[path] = document }
    pending = [:]
    if case .reset(let mode) = errand { reset(mode) }
  }

  private mutating func reset(_ mode: ResetMode) {
    resetsDone += 1
    switch mode {
    case .basic:
      restoreDocuments(keeping: [
        Resource.interfaces.path, Resource.adminAccesses.path, Resource.users.path, Resource.storage.path,
      ])
    case .full:
      let password = password(ofUser: "1")
      restoreDocuments(keeping: [Resource.storage.path])
      setAddress(behavior.defaultAddress)
      if behavior.resetsToDHCP {
        apply(DocumentEdit(Resource.interfaces.path + "/1", "IPAddress/addressingType", "dynamic"))
      }
      if behavior.fullReset == .keepsPassword, let password { setPassword(password, ofUser: "1") }
      replaceCertificate()
      if !behavior.keepsLog { records = [] }
    }
    connectingSince = [:]
    unwatchedAddresses = []
  }
}
