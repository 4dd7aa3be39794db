package import Host
package import ISAPI
package import Logging
package import Settings
package import XML

/// The way to one recorder: its ledger, its pinned key and the proof of who it is stand behind every login.
package struct DeviceGateway: RecorderGateway {
  private let dialer: any DeviceDialer
  private let declared: DeclaredIdentity?
  private let lane: LoginLane
  private let pin: CertificatePin
  private let clock: any WallClock
  private let slots = RequestSlots(2)
  private let logger: Logger

  /// A gateway to the declared recorder; with nothing declared, to whatever answers, kept apart in `folder`.
  ///
  /// Throws `StateError` where what is remembered of the recorder cannot be read.
  package init(
    dialer: any DeviceDialer, declared: DeclaredIdentity?, folder: DeviceFolder, state: any StateStore,
    clock: any WallClock, logger: Logger
  ) throws {
    self.dialer = dialer
    self.declared = declared
    self.clock = clock
    self.logger = logger
    lane = LoginLane(ledger: LoginLedger(folder: folder, state: state, clock: clock), clock: clock)
    pin = try CertificatePin(folder: folder, state: state)
  }

  /// The pinned key of the recorder, nil where none is pinned.
  package var fingerprint: String? { pin.fingerprint }

  /// Any certificate will do, and none is remembered: nothing is sent that has to be hidden, and a recorder that was
  /// reset shows a new one before its reset can be proved (isapi.md 11.2).
  package func anonymous(at address: DeviceAddress) async throws -> any DeviceTransport {
    AnonymousTransport(try await connect(to: address, trust: AnyCertificate()), address: address, slots: slots)
  }

  package func session(at address: DeviceAddress, as credentials: Credentials) async throws -> any DeviceTransport {
    let transport = try await login(at: address, as: credentials).transport
    guard address.scheme == .http, let declared else { return transport }
    return GuardedTransport(transport, declared: declared)
  }

  package func triesLeft(for username: String) throws -> Int? { try lane.ledger.triesLeft(for: username) }

  package func forgetCertificate() throws { try pin.forget() }

  package func forgetRefusals() { lane.forgetRefusals() }

  package func tryForRefusal(_ credentials: Credentials, at address: DeviceAddress) async throws -> RefusalTrial {
    guard try lane.ledger.affordsWrongTry(for: credentials.username) else { return .notTried }
    do {
      await (try await session(at: address, as: credentials)).close()
      return .taken
    } catch let refusal as LoginRefused {
      switch refusal.reason {
      case .wrongPassword: return .refused
      case .locked, .budgetSpent, .notJudged, .noUsableScheme: return .notTried
      }
    }
  }

  /// Logs in and gives the identity that was proved on the way, with the document that proves it.
  package func login(at address: DeviceAddress, as credentials: Credentials) async throws -> ProvenLogin {
    let transport = DigestTransport(
      try await connectPinned(to: address), address: address, credentials: credentials, lane: lane, slots: slots)
    do {
      let deviceInfo = try await readDeviceInfo(over: transport)
      let identity = try provenIdentity(in: deviceInfo, at: address)
      if let fingerprint = try pin.pin(address) {
        logger.notice("pinned the key of \(identity.serial)", metadata: ["sha256": "\(fingerprint)"])
      }
      return ProvenLogin(transport: transport, identity: identity, deviceInfo: deviceInfo)
    } catch {
      await transport.close()
      throw error
    }
  }

  /// A connection to the key that is known; throws `TransportError` with both keys where another one is shown.
  private func connectPinned(to address: DeviceAddress) async throws -> any DeviceConnection {
    do {
      return try await connect(to: address, trust: pin)
    } catch var error as TransportError where error.reason == .untrustedCertificate {
      error.keys = pin.expected(at: address).map {
        TransportError.KeyChange(pinned: $0, shown: error.detail, place: pin.place)
      }
      throw error
    }
  }

  private func connect(
    to address: DeviceAddress, trust: any CertificateTrust
  ) async throws -> any DeviceConnection {
    let connection = CleanConnection(try await dialer.connect(to: address, trust: trust))
    return LoggedConnection(connection, to: address, logger: logger)
  }

  private func readDeviceInfo(over transport: DigestTransport) async throws -> XMLDocument {
    switch try await transport.patientAnswer(toReading: .deviceInfo, presence: .required, clock: clock) {
    case .document(let document): return document
    case .busy(let refusal), .refused(let refusal): throw refusal
    case .content, .done, .rebootRequired, .notPresent:
      throw DeviceRefusal(.unexpectedContent, .get(.deviceInfo), httpStatus: 200)
    }
  }

  private func provenIdentity(in deviceInfo: XMLDocument, at address: DeviceAddress) throws -> DeviceIdentity {
    guard let identity = DeviceIdentity(deviceInfo: deviceInfo.root) else {
      throw DeviceRefusal(.unexpectedContent, .get(.deviceInfo), httpStatus: 200)
    }
    if var mismatch = declared?.mismatch(with: identity, at: address) {
      let kind = DeviceKind(deviceType: deviceInfo.root.text(at: "deviceType"), model: identity.model)
      if kind.isNoRecorder { mismatch.device = kind.words(model: identity.model) }
      throw mismatch
    }
    return identity
  }
}

/// A login to the declared recorder.
package struct ProvenLogin: Sendable {
  package var transport: any DeviceTransport
  package var identity: DeviceIdentity
  /// The document that was read for the proof, so that nobody has to ask for it again.
  package var deviceInfo: XMLDocument
}

/// Trust for conversations that anybody may listen to.
private struct AnyCertificate: CertificateTrust {
  func accepts(fingerprint: String, from address: DeviceAddress) -> Bool { true }
}

extension DeclaredIdentity {
  /// The first declared fact that a device does not meet; a fact it does not tell is not held against it.
  package func mismatch(with found: DeviceIdentity, at address: DeviceAddress) -> IdentityMismatch? {
    if let serial, !found.hasSerial(serial) {
      return IdentityMismatch(address: address, fact: "serial", declared: serial, found: found.serial)
    }
    if let mac, !found.mac.isEmpty, DeviceIdentity.normalizedMAC(mac) != found.mac {
      return IdentityMismatch(address: address, fact: "mac", declared: mac, found: found.mac)
    }
    if let model, !found.model.isEmpty, model.lowercased() != found.model.lowercased() {
      return IdentityMismatch(address: address, fact: "model", declared: model, found: found.model)
    }
    if let firmware, !found.firmware.isEmpty, FirmwareRange(firmware)?.contains(found.firmware) != true {
      return IdentityMismatch(address: address, fact: "firmware", declared: firmware, found: found.firmware)
    }
    return nil
  }
}
