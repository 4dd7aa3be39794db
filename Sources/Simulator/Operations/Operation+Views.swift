import ISAPI
import XML

extension Operation {
  /// Parts of documents that have paths of their own (isapi.md 3.2, 7.9).
  static let views: [Operation] = [
    Operation(method: .get, path: "/", audience: .everybody, isWrite: false) { (_, _) throws(Refusal) in
      let page = "<html><head><title>index</title></head><body></body></html>"
      return Reply(Response(status: 200, headers: ["Content-Type": "text/html"], body: Array(page.utf8)))
    },
    view("/ISAPI/Security/capabilities", of: .capabilities, at: "SecurityCap"),
    view("/ISAPI/System/Network/capabilities", of: .capabilities, at: "SysCap/NetworkCap"),
    view("/ISAPI/ContentMgmt/capabilities", of: .capabilities, at: "RacmCap"),
    view("/ISAPI/System/deviceInfo/capabilities", of: .deviceInfo, at: []),
    view("/ISAPI/ContentMgmt/Storage/hdd", of: .storage, at: "hddList"),
    Operation(method: .get, path: "/ISAPI/ContentMgmt/Storage/hdd/*", audience: .users, isWrite: false) {
      (state, call) throws(Refusal) in
      let disks = state.documents[Resource.storage.path]?.child("hddList")?.elements(named: "hdd") ?? []
      guard let disk = disks.first(where: { $0.text(at: "id") == call.id }) else { throw .notSupport }
      return Reply(state.document(disk))
    },
  ]

  private static func view(_ path: String, of resource: Resource, at place: XMLPath) -> Operation {
    Operation(method: .get, path: PathPattern(path), audience: .users, isWrite: false) { (state, _) throws(Refusal) in
      guard let element = state.documents[resource.path]?.element(at: place) else { throw .notSupport }
      return Reply(state.document(element))
    }
  }
}
