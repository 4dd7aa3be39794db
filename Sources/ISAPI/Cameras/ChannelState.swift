package import XML

/// What a recorder says of its tries to reach the camera of one channel (isapi.md 7.3).
package struct ChannelState: Sendable, Hashable {
  /// The number of the channel.
  package var channel: String
  /// Whether its picture comes in.
  package var isOnline: Bool
  /// `chanDetectResult` as sent, empty where the recorder does not say.
  package var result: String
  /// How well the camera is secured, nil where the recorder does not say (domain.md P05).
  package var security: Security?

  /// The grade of a camera's password, or that it has none.
  package enum Security: String, Sendable, Hashable {
    case inactive
    case risk
    case weak
    case medium
    case strong
  }

  /// The states of all channels; one request instead of one for each.
  package static let list: Endpoint = "/ISAPI/ContentMgmt/InputProxy/channels/status"

  package init(channel: String, isOnline: Bool, result: String, security: Security? = nil) {
    self.channel = channel
    self.isOnline = isOnline
    self.result = result
    self.security = security
  }

  /// The states in a list, by channel; a channel told twice counts as first told.
  package static func all(in list: XMLElement) -> [String: ChannelState] {
    let states = list.elements(named: "InputProxyChannelStatus").compactMap(ChannelState.init)
    return Dictionary(states.map { ($0.channel, $0) }) { first, _ in first }
  }

  private init?(_ element: XMLElement) {
    guard let channel = element.text(at: "id") else { return nil }
    let result = element.text(at: "chanDetectResult") ?? ""
    let online = element.text(at: "online").map { $0.lowercased() == "true" }
    self.init(
      channel: channel, isOnline: online ?? (result.lowercased() == "connect"), result: result,
      security: element.text(at: "securityStatus").flatMap { Security(rawValue: $0.lowercased()) })
  }

  /// Whether the recorder is still at it.
  package var isConnecting: Bool { !isOnline && result.lowercased() == "connecting" }

  /// Whether the camera refuses what the channel shows it.
  package var refusesLogin: Bool { !isOnline && result.lowercased() == "errorusernameorpasswd" }

  /// Why no picture comes in, in plain words; a word that is not known says nothing.
  package var reason: String { Self.reasons[result.lowercased()] ?? "offline, reason unknown" }

  /// The words of `chanDetectResult`, spelt as recorders do, without regard to case.
  private static let reasons: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      ("connecting", "still connecting"),
      ("overSysBandwidth", "the recorder has no bandwidth left for it"),
      ("domainError", "its host name is not found"),
      ("ipcStreamFail", "it sends no stream"),
      ("chacnNoError", "it has no such input"),
      ("cipAddrConflictWithDev", "it has the recorder's own address"),
      ("ipAddrConflicWithIpc", "another camera has the same address"),
      ("errorUserNameOrPasswd", "it refuses the user name or password"),
      ("netUnreachable", "it cannot be reached"),
      ("notExist", "nothing answers at its address"),
      ("ipcStreamTypeNotSupport", "it does not have the stream asked for"),
      ("ipcResolutionNotSupport", "the recorder does not take its resolution"),
    ].map { ($0.0.lowercased(), $0.1) })
}
