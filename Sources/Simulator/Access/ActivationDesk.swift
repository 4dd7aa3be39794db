import Activation
import FoundationEssentials

/// The challenges given to clients that want to set the first password, one for each address (isapi.md 2.2).
struct ActivationDesk {
  private struct Open {
    var exchange: ActivationExchange
    var challenge: ActivationChallenge
    var expiresAt: Date
  }

  private var open: [String: Open] = [:]

  /// The text of a new challenge for a client's key.
  mutating func challenge(
    _ exchange: ActivationExchange, publicKey: String, for source: String, at now: Date
  ) throws(ActivationFailure) -> String {
    let challenge = try ActivationChallenge(
      exchange, publicKeyText: publicKey, randomText: ActivationChallenge.newRandomText())
    open[source] = Open(exchange: exchange, challenge: challenge, expiresAt: now.adding(.seconds(60)))
    return challenge.text
  }

  /// Takes the challenge of a client; it is good for one activation.
  mutating func take(_ exchange: ActivationExchange, for source: String, at now: Date) -> ActivationChallenge? {
    guard let entry = open.removeValue(forKey: source), entry.exchange == exchange, now < entry.expiresAt
    else { return nil }
    return entry.challenge
  }
}
