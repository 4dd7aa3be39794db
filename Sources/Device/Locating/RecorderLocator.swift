package import ISAPI

/// What answered at one address.
package struct AddressFinding: Sendable {
  package var address: DeviceAddress
  package var outcome: Outcome

  /// What answered, told apart as far as one login can.
  package enum Outcome: Sendable {
    /// The recorder, with its administrator.
    case recorder(DeviceIdentity)
    /// A device without an administrator; which one it is cannot be read from it.
    case inactive(supportVersion: Int?)
    /// A device, but not the declared one.
    case otherDevice(IdentityMismatch)
    /// Something that speaks HTTP and is no recorder, or is not in order.
    case notARecorder(DeviceRefusal)
    /// A device that did not let us in.
    case loginRefused(LoginRefused)
    case unreachable(TransportError)
  }

  package init(address: DeviceAddress, outcome: Outcome) {
    self.address = address
    self.outcome = outcome
  }
}

/// The recorder where it was found, and what was found on the way.
package struct LocatedRecorder: Sendable {
  /// Logged in, or waiting for its first password.
  package enum State: Sendable {
    case active(ProvenLogin, Credentials)
    case inactive(supportVersion: Int?)
  }

  package var address: DeviceAddress
  package var state: State
  /// Every address that was tried, in order.
  package var findings: [AddressFinding]
}

/// The declared recorder was at none of its addresses.
package struct RecorderNotFound: Error, Sendable {
  package var findings: [AddressFinding]

  package init(findings: [AddressFinding]) { self.findings = findings }
}

/// Looks for a recorder at its declared addresses, in order, and where it announces itself.
package struct RecorderLocator: Sendable {
  private let gateway: DeviceGateway
  private let announcements: Announcements?

  /// How long a recorder is given to announce itself.
  private static let announcementLimit = Duration.seconds(4)

  /// A locator that also listens for announcements, where there is a way to hear them.
  package init(_ gateway: DeviceGateway, announcements: Announcements? = nil) {
    self.gateway = gateway
    self.announcements = announcements
  }

  /// The first address at which the recorder lets us in; else the first with an inactive device.
  ///
  /// The credentials are tried in order, each once. A refusal ends the search, since the next address may be
  /// another way to the same recorder. An inactive device cannot be asked which one it is: where the recorder
  /// announces itself, it is the one only at the place it announces. Throws `RecorderNotFound`, or `StateError` and
  /// `CancellationError`.
  package func locate(_ addresses: [DeviceAddress], as credentials: [Credentials]) async throws -> LocatedRecorder {
    var findings: [AddressFinding] = []
    for address in addresses {
      if let located = try await look(at: address, as: credentials, &findings) { return located }
      if case .loginRefused? = findings.last?.outcome { throw RecorderNotFound(findings: findings) }
    }
    let announced = try await announcements?.place(within: Self.announcementLimit, like: addresses)
    if let announced, !addresses.contains(where: { $0.host == announced.host }),
      let located = try await look(at: announced, as: credentials, &findings)
    {
      return located
    }
    for finding in findings where announced == nil || announced?.host == finding.address.host {
      guard case .inactive(let version) = finding.outcome else { continue }
      return LocatedRecorder(
        address: finding.address, state: .inactive(supportVersion: version), findings: findings)
    }
    throw RecorderNotFound(findings: findings)
  }

  private func look(
    at address: DeviceAddress, as credentials: [Credentials], _ findings: inout [AddressFinding]
  ) async throws -> LocatedRecorder? {
    let (outcome, state) = try await probe(address, as: credentials)
    findings.append(AddressFinding(address: address, outcome: outcome))
    return state.map { LocatedRecorder(address: address, state: $0, findings: findings) }
  }

  private typealias Probe = (outcome: AddressFinding.Outcome, state: LocatedRecorder.State?)

  private func probe(_ address: DeviceAddress, as credentials: [Credentials]) async throws -> Probe {
    do {
      if let outcome = try await lookAround(address) { return (outcome, nil) }
      return try await login(address, as: credentials)
    } catch let error as TransportError {
      return (.unreachable(error), nil)
    } catch let error as DeviceRefusal {
      let isInactive = error.subStatusCode.lowercased() == "notactivated"
      return (isInactive ? .inactive(supportVersion: nil) : .notARecorder(error), nil)
    } catch let error as IdentityMismatch {
      return (.otherDevice(error), nil)
    } catch let error as LoginRefused {
      return (.loginRefused(error), nil)
    }
  }

  /// What the device tells without a login; nil where a login has to show the rest (isapi.md 2.1).
  private func lookAround(_ address: DeviceAddress) async throws -> AddressFinding.Outcome? {
    let transport = try await gateway.anonymous(at: address)
    let request = Request.get(.activateStatus)
    let result: Result<Response, any Error>
    do {
      result = .success(try await transport.send(request))
    } catch {
      result = .failure(error)
    }
    await transport.close()
    let response = try result.get()
    if case .inactive(let version) = ActivationState(activateStatus: response) {
      return .inactive(supportVersion: version)
    }
    if case .refused(let refusal) = DeviceAnswer(response, to: request), refusal.kind == .webPage {
      return .notARecorder(refusal)
    }
    return nil
  }

  private func login(_ address: DeviceAddress, as credentials: [Credentials]) async throws -> Probe {
    var refused: LoginRefused?
    for candidate in credentials {
      do {
        let login = try await gateway.login(at: address, as: candidate)
        return (.recorder(login.identity), .active(login, candidate))
      } catch let error as LoginRefused where error.reason == .wrongPassword {
        refused = error
      }
    }
    throw refused ?? LoginRefused(.noUsableScheme, address: address, username: "")
  }
}
