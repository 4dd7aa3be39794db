import Glibc

/// A TCP port that nothing listens to.
enum FreePort {
  /// One that the system chooses for an IPv4 address of this machine.
  static func on(_ host: String) throws -> Int {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { throw Failure("\(host) is no IPv4 address") }
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw Failure("no socket could be made") }
    defer { close(socket) }
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutableBytes(of: &address) { bytes in
      let general = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
      return bind(socket, general, size) == 0 && getsockname(socket, general, &size) == 0
    }
    guard isBound else { throw Failure("no port of \(host) could be had") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
