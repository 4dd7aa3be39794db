package import ISAPI
package import Settings
import XML

/// What one change does to the way by which a run reaches its recorder (design 6.5, domain.md P30).
///
/// Planning and applying ask it alike: the one makes gates of the conditions, the other proves them right before the
/// change is sent.
package struct WayInImpact: Sendable, Hashable {
  /// What must hold before the change may be sent.
  package enum Condition: Sendable, Hashable {
    /// Another way to the recorder, because its address may stop to answer.
    case secondWay
    /// The recorder lets us in by another protocol than the one that is closed.
    case otherProtocol(DeviceAddress.Scheme)
    /// The port is changed behind one that somebody else forwards.
    case forwardedPort
    /// The address at this end, in the list of those that are let in.
    case admission(ownHost: String?, isAdmitted: Bool?)
    /// The account in use stays what it is.
    case ownAccount(String)
  }

  /// What must hold; nil where the change asks for nothing.
  package var condition: Condition?
  /// Where the recorder is looked for behind the change, most likely first; empty where nothing can happen to the way in.
  package var destinations: [DeviceAddress] = []
  /// The places that must be free before, because the recorder is to have them.
  package var claimed: [DeviceAddress] = []

  /// Whether the recorder has to be looked for behind the change.
  package var moves: Bool { !destinations.isEmpty }

  /// The impact of a change on the way in at an address.
  ///
  /// `documents` are those that the change replaces, `requests` what is sent in their place.
  package init(
    of change: SettingChange, sending requests: [Request], over documents: DeviceSnapshot, from address: DeviceAddress,
    listed: [DeviceAddress], username: String, ownHost: String?
  ) {
    switch change.setting {
    case NetworkInterface.key where NetworkInterface.touchesReach(change): touchReach(change, address, listed)
    case AccessPorts.key: touchAccess(change, requests, documents, address, listed)
    // The answer to the old challenge may not be taken any more, so the next login begins anew.
    case WebAuthentication.key: destinations = [address]
    case IPFilter.key where change.fields.contains { $0.after == "true" }:
      let root = documents[IPFilter.endpoint]?.root
      let isAdmitted = root.flatMap { root in ownHost.flatMap { IPFilter.admits($0, in: root) } }
      condition = .admission(ownHost: ownHost, isAdmitted: isAdmitted)
      destinations = [address]
    case Users.key where change.wanted.item?.lowercased() == username.lowercased() && change.action != .add:
      condition = .ownAccount(username)
    default: break
    }
  }

  /// An entry of the manifest for the new host names scheme and port; otherwise they stay as they are.
  ///
  /// Under DHCP the host is not known beforehand: every place the manifest names is looked at, and the present one,
  /// which it may keep.
  private mutating func touchReach(_ change: SettingChange, _ address: DeviceAddress, _ listed: [DeviceAddress]) {
    condition = .secondWay
    if let host = NetworkInterface.newAddress(in: change) {
      let named = listed.filter { $0.host == host }
      destinations = named.isEmpty ? [address.at(host: host)] : named
      claimed = host == address.host ? [] : destinations
    } else if NetworkInterface.movesAddress(change) {
      destinations = listed.filter { $0 != address } + [address]
    } else {
      destinations = [address]
    }
  }

  private mutating func touchAccess(
    _ change: SettingChange, _ requests: [Request], _ documents: DeviceSnapshot, _ address: DeviceAddress,
    _ listed: [DeviceAddress]
  ) {
    guard let live = documents[AccessPorts.endpoint]?.root else { return }
    let written = requests.lazy.filter { $0.endpoint.path.hasPrefix(AccessPorts.endpoint.path) }
      .compactMap { try? XMLDocument(parsing: $0.body).root }.first
    guard let written else { return }
    switch WebPorts(live).passage(of: address, to: WebPorts(written)) {
    case .port(let next): destinations = [next]
    case .closed(let other):
      let scheme: DeviceAddress.Scheme = address.scheme == .http ? .https : .http
      condition = .otherProtocol(scheme)
      // Only what the manifest names is found by the next run too; plain HTTP is never gone over to unasked.
      let named = listed.filter { $0.scheme == scheme }
      destinations = named.isEmpty ? [other].compactMap { $0 }.filter { $0.scheme == .https } : named
      if destinations.isEmpty { destinations = [address] }
    // What forwards a port on this machine follows the recorder.
    case .forwarded where !address.isOnThisMachine:
      condition = .forwardedPort
      destinations = [address] + listed.filter { $0 != address }
    case .forwarded, .stays:
      let touchesTLS = change.fields.contains { $0.path == "services.https.minimumTLS" }
      if address.scheme == .https, touchesTLS { destinations = [address] }
    }
  }
}
