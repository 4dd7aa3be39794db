import ISAPI
import XML

extension Operation {
  /// The plain-text ways to the clock, and the test of a time server (isapi.md 5.1, 5.3).
  static let clock: [Operation] = [
    Operation(method: .get, path: "/ISAPI/System/time/localTime", audience: .users, isWrite: false) {
      (state, call) throws(Refusal) in Reply(text(state.localTime(at: call.time)))
    },
    Operation(method: .get, path: "/ISAPI/System/time/timeZone", audience: .users, isWrite: false) {
      (state, _) throws(Refusal) in Reply(text(state.documents[Resource.time.path]?.text(at: "timeZone") ?? ""))
    },
    Operation(method: .put, path: "/ISAPI/System/time/localTime", audience: .administrators, isWrite: true) {
      (state, call) throws(Refusal) in
      guard let time = CivilTime(String(decoding: call.request.body, as: UTF8.self)) else { throw .content() }
      state.setClock(to: time, in: state.zone, at: call.time)
      return Reply(state.done(call.request.endpoint))
    },
    Operation(method: .put, path: "/ISAPI/System/time/timeZone", audience: .administrators, isWrite: true) {
      (state, call) throws(Refusal) in
      let zone = String(decoding: call.request.body, as: UTF8.self)
      if ZoneText(zone) == nil { throw .content() }
      state.documents[Resource.time.path]?.setText(zone, at: "timeZone")
      return Reply(state.done(call.request.endpoint))
    },
    Operation(method: .post, path: "/ISAPI/System/time/ntpServers/test", audience: .administrators, isWrite: false) {
      (state, call) throws(Refusal) in
      let root = try RecorderState.root(of: call.request.body)
      let host = root.text(at: "hostName") ?? root.text(at: "ipAddress") ?? ""
      guard state.isReachableTimeServer(host) else { throw .operation("NTPUnconnect") }
      return Reply(
        state.document(
          """
          <NTPTestResult\(state.profile.family.root)>
          <errorCode>0</errorCode>
          <errorDescription>ok</errorDescription>
          </NTPTestResult>
          """))
    },
  ]

  private static func text(_ value: String) -> Response {
    Response(status: 200, headers: ["Content-Type": "text/plain"], body: Array(value.utf8))
  }
}
