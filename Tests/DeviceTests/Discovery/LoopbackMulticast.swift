import Multicast
import SADP

/// Whether this system lets programs hear each other over multicast on the loopback; containers may not.
enum LoopbackMulticast {
  static func isPossible() async -> Bool {
    let group = MulticastGroup(address: SADPGroup.address, port: 0)
    let isPossible = try? await GroupSockets.withOpen(group, on: ["127.0.0.1"]) { sockets in
      guard sockets.problems.isEmpty else { return false }
      try await sockets.sendToGroup([1])
      return true
    }
    return isPossible ?? false
  }
}
