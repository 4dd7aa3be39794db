/// What recorders do differently from one another, or nobody knows for sure, as switches.
package struct RecorderBehavior: Sendable {
  /// What a full reset leaves behind (isapi.md 3.5).
  package enum FullReset: Sendable, Hashable {
    case inactive
    case keepsPassword
  }

  /// When a new address or port is listened to (isapi.md 4.1, 6.6).
  package enum Effect: Sendable, Hashable {
    case atOnce
    case afterReboot
  }

  /// What a document with missing elements gets (domain.md 8.6).
  package enum PartialDocument: Sendable, Hashable {
    case deviceError
    case badContent
    case accepted
  }

  /// What other resources say while there is no administrator (isapi.md 2.4).
  package enum InactiveAnswer: Sendable, Hashable {
    case forbidden
    case challenge
  }

  /// What the recorder makes of sensitive fields that come encrypted (isapi.md 8.2).
  package struct FieldEncryption: Sendable, Hashable {
    /// What it does beside announcing it.
    package enum Practice: Sendable, Hashable {
      /// Decrypts what is sent and encrypts what is asked for.
      case works
      /// Takes every field as it is sent and answers in clear.
      case ignored
      /// Answers encrypted, and refuses encrypted documents as bad content.
      case refusesDocuments
      /// Uses another key than the one that follows from the account.
      case otherKey
    }

    /// 1 for keys of 128 bits, 2 for 256.
    package var version = 1
    package var iterations = 100
    /// The salt of a recorder that keeps no passwords in readable form.
    package var salt: String?
    package var practice = Practice.works
    /// Whether secrets that come in clear are refused.
    package var refusesPlain = false

    package init(version: Int = 1, iterations: Int = 100, salt: String? = nil, practice: Practice = .works) {
      self.version = version
      self.iterations = iterations
      self.salt = salt
      self.practice = practice
    }
  }

  /// What `userCheck` says to somebody without credentials (isapi.md 1.4).
  package enum UserCheckAnswer: String, Sendable, Hashable, CaseIterable {
    /// 401 with a challenge, the tries left and the lock.
    case tells
    /// 401 with a challenge and a page for people.
    case challengeAlone
    /// The 401 stands in the body alone, under HTTP 200 and without a challenge.
    case underOK
    /// The recorder has no such resource.
    case missing
  }

  /// What an answer to a nonce that is too old gets (isapi.md 1.2).
  package enum OldNonce: String, Sendable, Hashable, CaseIterable {
    /// A challenge with `stale="TRUE"`.
    case saysStale
    /// A challenge like any other.
    case saysNothing
    /// A challenge like any other, and a wrong try more.
    case countsAsWrong
  }

  /// What the refusal of a password says beside the challenge (isapi.md 1.5, 12.3).
  package enum RefusalBody: String, Sendable, Hashable, CaseIterable {
    case triesLeft
    case webPage
    case empty
  }

  /// How long things take.
  package var timings = Timings()
  /// What the way to the recorder and back adds to every answer.
  package var latency = Duration.zero
  /// What a full reset leaves behind.
  package var fullReset = FullReset.inactive
  /// The address a full reset leaves.
  package var defaultAddress = InterfaceAddress("192.168.1.64", prefix: 24, gateway: "192.168.1.1")
  /// Whether a full reset leaves DHCP on, with that address as the lease (isapi.md 11.2).
  package var resetsToDHCP = false
  /// The address that DHCP gives; nil for the one the recorder has when it is switched on.
  package var lease: InterfaceAddress?
  /// When a new address is listened to.
  package var addressChange = Effect.atOnce
  /// When a new port is listened to.
  package var portChange = Effect.atOnce
  /// Whether the old ports stay open beside the new ones until the next reboot (isapi.md 6.6).
  package var keepsOldPorts = false
  /// What a document with missing elements gets.
  package var partialDocument = PartialDocument.deviceError
  /// Whether elements in another order than the recorder's own are refused (isapi.md 12.2).
  package var refusesOtherOrder = false
  /// What other resources say while there is no administrator.
  package var inactiveAnswer = InactiveAnswer.forbidden
  /// Paths whose writes are answered with 7 and come into force at the next reboot (isapi.md 1.6).
  package var rebootRequired: Set<String> = []
  /// Whether a value that waits for a reboot is already shown.
  package var showsPendingDocuments = false
  /// Paths answered with 403 `notSupport` on top of what the family lacks.
  package var notSupported: Set<String> = []
  /// Wrong tries until the lock (isapi.md 1.5).
  package var triesBeforeLock = 5
  /// Whether wrong tries are forgotten after the time of a lock, when none came meanwhile.
  package var forgetsTries = true
  /// How long a nonce is good for (isapi.md 1.2).
  package var nonceLifetime = Duration.seconds(300)
  /// What it makes of encrypted fields; nil for one that announces nothing.
  package var fieldEncryption: FieldEncryption? = FieldEncryption()
  /// Whether whoever changes an account has to give his own password with it, also in clear (isapi.md 8.1).
  package var demandsLoginPassword = false
  /// What an answer to a nonce that is too old gets.
  package var oldNonce = OldNonce.saysStale
  /// What `userCheck` says to somebody without credentials.
  package var userCheck = UserCheckAnswer.tells
  /// What the refusal of a password says.
  package var refusalBody = RefusalBody.triesLeft
  /// How far the `Date` field of answers is ahead of the recorder's own clock (domain.md P07).
  package var dateSkew = 0.0
  /// Seconds by which the recorder's time may be off before it refuses every login, uncounted; nil for never.
  package var loginClockTolerance: Double?
  /// Whether the log survives a full reset.
  package var keepsLog = true
  /// The most entries of its log that one answer holds, whatever is asked for (isapi.md 9.1).
  package var logPage = 100
  /// The protocols for cameras, as it spells them (isapi.md 7.1).
  package var cameraProtocols = ["HIKVISION", "ONVIF", "PSIA", "CUSTOM"]
  /// What it says in the `size` of the list of channels; nil for how many there are (isapi.md 7.1).
  package var channelListSize: Int?
  /// Whether a new camera gets the first free channel, whichever was asked for.
  package var choosesChannel = false
  /// Whether the search for cameras tells passwords (isapi.md 7.4).
  package var searchTellsPasswords = false
  /// Whether it gives cameras without an administrator a password (isapi.md 7.7).
  package var activatesCameras = true
  /// Hosts whose NTP service the recorder reaches; nil means all.
  package var timeServers: Set<String>?
  /// How long a time server takes to set the clock.
  package var timeSyncDelay = Duration.zero

  package init() {}
}

/// How long things take on a recorder (isapi.md 11.1).
package struct Timings: Sendable, Hashable {
  /// From the answer to a reboot until the ports close.
  package var grace: Duration
  /// How long the ports stay closed.
  package var down: Duration
  /// How long the web server says busy before the recorder is ready.
  package var booting: Duration
  /// What a factory reset adds to the time the ports are closed.
  package var reset: Duration
  /// From adding a camera until its state is known.
  package var connecting: Duration
  /// From the boot until a plug-and-play camera is back.
  package var plugAndPlay: Duration
  /// How long a wrong password locks (isapi.md 1.5).
  package var lock: Duration
  /// How long the camera search blocks (isapi.md 7.4).
  package var search: Duration

  /// The times of a real recorder.
  package init() {
    grace = .seconds(3)
    down = .seconds(24)
    booting = .seconds(30)
    reset = .seconds(90)
    connecting = .seconds(15)
    plugAndPlay = .seconds(20)
    lock = .seconds(1800)
    search = .seconds(5)
  }

  /// Real proportions in a fraction of the time, for sockets and the clock of the machine.
  package static func scaled(by factor: Double) -> Self {
    var timings = Self()
    timings.grace = timings.grace.scaled(by: factor)
    timings.down = timings.down.scaled(by: factor)
    timings.booting = timings.booting.scaled(by: factor)
    timings.reset = timings.reset.scaled(by: factor)
    timings.connecting = timings.connecting.scaled(by: factor)
    timings.plugAndPlay = timings.plugAndPlay.scaled(by: factor)
    timings.search = timings.search.scaled(by: factor)
    return timings
  }
}

extension Duration {
  fileprivate func scaled(by factor: Double) -> Duration { .seconds(self / .seconds(1) * factor) }
}
