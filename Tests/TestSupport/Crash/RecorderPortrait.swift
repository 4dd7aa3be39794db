package import Host
import ISAPI
package import Simulator
import XML

/// What a recorder is like at a moment, to be compared with another moment; what changes by itself is left out.
package struct RecorderPortrait: Sendable, Hashable {
  private var documents: [String: String] = [:]
  private var address: String
  private var hasDeclaredPassword: Bool

  private static let paths = [
    "/ISAPI/System/deviceInfo", "/ISAPI/System/time", "/ISAPI/System/time/ntpServers",
    "/ISAPI/System/Network/interfaces", "/ISAPI/Security/adminAccesses", "/ISAPI/System/Network/UPnP",
    "/ISAPI/Security/users", "/ISAPI/ContentMgmt/InputProxy/channels", "/ISAPI/ContentMgmt/record/tracks",
  ]

  /// The portrait of a recorder that is to have a password; the beginning of its addresses is left out.
  package init(of recorder: SimulatedRecorder, password: Secret, on net: String = "") {
    for path in Self.paths {
      guard var root = recorder.document(at: path) else { continue }
      root.removeElements { $0.localName == "localTime" }
      documents[path] = String(decoding: XMLDocument(root: root).bytes, as: UTF8.self).withoutNet(net)
    }
    address = recorder.binding.address.withoutNet(net)
    hasDeclaredPassword = recorder.hasPassword(password, for: "admin")
  }

  /// The documents in which another portrait differs.
  package func differences(from other: Self) -> [String] {
    var names = Set(documents.keys).union(other.documents.keys).filter { documents[$0] != other.documents[$0] }.sorted()
    if address != other.address { names.append("address") }
    if hasDeclaredPassword != other.hasDeclaredPassword { names.append("password") }
    return names
  }
}

extension String {
  fileprivate func withoutNet(_ net: String) -> String { net.isEmpty ? self : replacing(net, with: "") }
}
