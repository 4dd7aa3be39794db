import FieldEncryption
import Host
import ISAPI
import XML

/// How sensitive fields go to a recorder (isapi.md 8.2).
///
/// An announcement alone is not enough: a device that took the encrypted text for the password would lock everybody
/// out. So the names of its accounts are read encrypted first, which shows whether both sides have the same key.
enum FieldAgreement: Sendable, Hashable {
  /// The device announces nothing of the kind.
  case notOffered
  /// The device announces it, and answers in clear all the same or not at all.
  case ignored
  /// Both sides have the same key.
  case proved(FieldCipherOffer)
  /// The device announces it, and what it answers cannot be read with the key.
  case unusable

  /// What the list of accounts, asked for encrypted, tells about the key; nil where the device refuses to give it.
  init(_ offer: FieldCipherOffer, names: [String]?, own: String, cipher: FieldCipher, vector: FieldVector) {
    guard let names, !names.contains(own) else {
      self = .ignored
      return
    }
    if names.contains(where: { (try? cipher.open($0, from: vector)) == own }) {
      self = .proved(offer)
    } else {
      self = .unusable
    }
  }
}

extension Request {
  /// The request with its sensitive fields encrypted, and with the password of the account where the device wants it
  /// beside others (isapi.md 8.1); nil where the body has no secret that can be encrypted.
  func sealed(
    with cipher: FieldCipher, of credentials: Credentials, isLoginPasswordWanted: Bool
  ) throws -> Request? {
    guard let resource = SensitiveResource(of: endpoint), carriesSecret else { return nil }
    var document = try XMLDocument(parsing: body)
    guard resource.holdsProtectedSecret(document.root) else { return nil }
    if resource == .users, isLoginPasswordWanted { document.root.add(loginPasswordOf: credentials) }
    let vector = FieldVector()
    try resource.change(&document.root) { try cipher.seal($0, from: vector) }
    var sealed = self
    sealed.endpoint = endpoint.encrypted(from: vector)
    sealed.body = document.bytes
    return sealed
  }
}

extension Request {
  /// A change of an account with the password of the one who makes it; nil where that is no change of an account, or
  /// has it already (isapi.md 8.1).
  func adding(loginPasswordOf credentials: Credentials) throws -> Request? {
    guard SensitiveResource(of: endpoint) == .users, !body.isEmpty else { return nil }
    var document = try XMLDocument(parsing: body)
    guard document.root.add(loginPasswordOf: credentials) else { return nil }
    var whole = self
    whole.body = document.bytes
    return whole
  }
}

extension XMLElement {
  /// Puts the password of the caller into an account; false where it is there.
  @discardableResult
  fileprivate mutating func add(loginPasswordOf credentials: Credentials) -> Bool {
    if child("loginPassword") != nil { return false }
    let predecessor = child("password") == nil ? "userName" : "password"
    insert(XMLElement("loginPassword", text: credentials.password.reveal()), after: predecessor)
    return true
  }
}

extension DeviceRefusal {
  /// Whether the device wants to know the password of the caller beside a change of an account (isapi.md 1.7, 15).
  var asksForLoginPassword: Bool { subStatusCode.lowercased() == "loginpassworderror" }
}

extension Endpoint {
  /// The resource with its sensitive fields encrypted.
  func encrypted(from vector: FieldVector) -> Endpoint {
    Endpoint("\(path)?security=1&iv=\(vector.digits)")
  }
}
