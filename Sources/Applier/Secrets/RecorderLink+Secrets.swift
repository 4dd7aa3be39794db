import FieldEncryption
import Host
import ISAPI
import Planner
import XML

/// A request as it may leave, and what is to be told about it.
struct OutgoingRequest: Sendable {
  var request: Request
  /// Whether its sensitive fields are encrypted.
  var isSealed = false
  /// What the journal says of it; nil where there is nothing to say.
  var fact: String?
}

extension RecorderLink {
  /// The request as it may leave: secrets are encrypted where the recorder offers it (isapi.md 8.2).
  ///
  /// Where it offers and cannot keep to it, they go as they are over HTTPS only; throws `StepFailure` for plain HTTP.
  mutating func outgoing(_ request: Request) async throws -> OutgoingRequest {
    guard request.carriesSecret, SensitiveResource(of: request.endpoint) != nil else {
      return OutgoingRequest(request: request)
    }
    switch try await agreement() {
    case .notOffered: return OutgoingRequest(request: request)
    case .ignored:
      return OutgoingRequest(request: request, fact: "the recorder announces encrypted secrets and does not use them")
    case .unusable:
      guard address.scheme == .https else { throw Self.unprotected("cannot be asked to decrypt secrets") }
      return OutgoingRequest(request: request, fact: "secrets as they are, over HTTPS: no common key with the recorder")
    case .proved(let offer):
      let sealed = try request.sealed(
        with: cipher(offer), of: credentials, isLoginPasswordWanted: offer.wantsLoginPassword)
      guard let sealed else { return OutgoingRequest(request: request) }
      return OutgoingRequest(request: sealed, isSealed: true, fact: "secrets encrypted")
    }
  }

  /// The request to send once more after the recorder refused the encrypted one; throws `StepFailure` for plain HTTP.
  mutating func plain(_ request: Request, after refusal: DeviceRefusal) throws -> OutgoingRequest {
    guard address.scheme == .https else {
      throw Self.unprotected("refuses encrypted secrets (\(refusal.plainText))")
    }
    return OutgoingRequest(
      request: request, fact: "secrets as they are, over HTTPS: the recorder refused them encrypted")
  }

  /// What both sides can keep to, found out once for each connection that needs it.
  private mutating func agreement() async throws -> FieldAgreement {
    if let known = fieldAgreement { return known }
    let found = try await findAgreement()
    fieldAgreement = found
    return found
  }

  private mutating func findAgreement() async throws -> FieldAgreement {
    guard case .document(let abilities) = try await abilities(),
      let offer = FieldCipherOffer(capabilities: abilities.root)
    else { return .notOffered }
    let vector = FieldVector()
    let names = try await userNames(from: vector)
    return FieldAgreement(offer, names: names, own: credentials.username, cipher: cipher(offer), vector: vector)
  }

  /// The names of the accounts as they come when they are asked for encrypted; nil where the device will not.
  private mutating func userNames(from vector: FieldVector) async throws -> [String]? {
    do {
      let reading = try await read(Endpoint(SensitiveResource.users.path).encrypted(from: vector))
      guard case .document(let list) = reading else { return nil }
      return list.root.elements(named: "User").compactMap { $0.text(at: "userName") }
    } catch is DeviceRefusal {
      return nil
    }
  }

  private func cipher(_ offer: FieldCipherOffer) -> FieldCipher {
    FieldCipher(offer.terms, username: credentials.username, password: credentials.password)
  }

  private static func unprotected(_ reason: String) -> StepFailure {
    StepFailure(
      .refused, "the recorder \(reason), and over plain HTTP nobody would keep them secret",
      wayOut: "give the address with https:// in the manifest")
  }
}

extension DeviceRefusal {
  /// Whether a device that could not decrypt what it was sent might say this (isapi.md 1.7).
  var mayMeanUnreadable: Bool {
    switch statusCode {
    case 5, 6:
      ["", "badxmlformat", "badxmlcontent", "invalidcontent", "badparameters", "usernameinvalid", "passwordinvalid"]
        .contains(subStatusCode.lowercased())
    case 3: subStatusCode.lowercased() == "passworddecodeerror"
    default: false
    }
  }
}
