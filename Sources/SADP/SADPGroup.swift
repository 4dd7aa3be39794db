/// Where SADP is spoken (sadp.md 2).
package enum SADPGroup {
  /// The multicast group that devices listen to.
  package static let address = "239.255.255.250"
  /// The port of the group and of the devices.
  package static let port = 37_020
  /// The longest datagram that is looked at; the longest known reply has 2.5 kB (sadp.md 3).
  package static let longestMessage = 16 * 1024
}
