import ISAPI
import Settings

extension Plan.Target: Codable {
  private enum CodingKeys: String, CodingKey {
    case name
    case identity = "declared"
    case found, address, addresses, secondWayIn, account, login, confirmWindow, verification
  }

  /// The recorder in four facts, for readers who need not know where each comes from.
  private enum FactKeys: CodingKey {
    case serial, mac, model, firmware
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try container.decode(String.self, forKey: .name),
      identity: try container.decode(DeclaredIdentity.self, forKey: .identity),
      found: try container.decodeIfPresent(DeviceIdentity.self, forKey: .found),
      address: try container.decode(DeviceAddress.self, forKey: .address),
      addresses: try container.decode([DeviceAddress].self, forKey: .addresses),
      secondWayIn: try container.decode(SecondWayIn.self, forKey: .secondWayIn),
      account: try container.decode(DeclaredAccount.self, forKey: .account),
      login: try container.decode(DeviceSnapshot.Login.self, forKey: .login),
      confirmWindow: try container.decode(Int.self, forKey: .confirmWindow),
      verification: try container.decode(DeclaredVerification.self, forKey: .verification))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(identity, forKey: .identity)
    try container.encodeIfPresent(found, forKey: .found)
    try container.encode(address, forKey: .address)
    try container.encode(addresses, forKey: .addresses)
    try container.encode(secondWayIn, forKey: .secondWayIn)
    try container.encode(account, forKey: .account)
    try container.encode(login, forKey: .login)
    try container.encode(confirmWindow, forKey: .confirmWindow)
    try container.encode(verification, forKey: .verification)
    var facts = encoder.container(keyedBy: FactKeys.self)
    try facts.encodeIfPresent(found?.serial ?? identity.serial, forKey: .serial)
    try facts.encodeIfPresent(found?.mac ?? identity.mac, forKey: .mac)
    try facts.encodeIfPresent(found?.model ?? identity.model, forKey: .model)
    try facts.encodeIfPresent(found?.firmware, forKey: .firmware)
  }
}
