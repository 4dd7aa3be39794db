import ISAPI
import XML

extension Operation {
  /// Adding and removing accounts, and the cheapest look at one's own (isapi.md 1.4, 8.1).
  static let accounts: [Operation] = [
    Operation(method: .post, path: PathPattern(Resource.users.path), audience: .administrators, isWrite: true) {
      (state, call) throws(Refusal) in
      let id = try state.addUser(try RecorderState.root(of: call.request.body), call)
      return Reply(state.done(call.request.endpoint, id: String(id)))
    },
    Operation(method: .delete, path: PathPattern(Resource.users.path + "/*"), audience: .administrators, isWrite: true)
    {
      (state, call) throws(Refusal) in
      try state.removeUser(call.id)
      state.records.append(state.record("remoteCfgParam", call.caller, at: call.time))
      return Reply(state.done(call.request.endpoint))
    },
    Operation(method: .get, path: "/ISAPI/Security/userCheck", audience: .users, isWrite: false) {
      (state, _) throws(Refusal) in
      if state.behavior.userCheck == .missing { throw .notSupport }
      return Reply(
        state.document(
          """
          <userCheck\(state.profile.family.root)>
          <statusValue>200</statusValue>
          <statusString>OK</statusString>
          <isDefaultPassword>false</isDefaultPassword>
          <isRiskPassword>false</isRiskPassword>
          <isActivated>\(state.isActivated)</isActivated>
          </userCheck>
          """))
    },
  ]
}

extension RecorderState {
  fileprivate mutating func addUser(_ sent: XMLElement, _ call: Call) throws(Refusal) -> Int {
    guard sent.localName == "User", sent.child("id") != nil else { throw .content() }
    let name = sent.text(at: "userName") ?? ""
    let level = sent.text(at: "userLevel") ?? ""
    let password = sent.text(at: "password") ?? ""
    for rule in Resource.users.rules { try rule.check(sent) }
    if name.isEmpty { throw .content("UserNameInvalid") }
    try checkLoginPassword(sent.text(at: "loginPassword"), of: call.caller.username)
    let accounts = documents[Resource.users.path]?.elements(named: "User") ?? []
    if accounts.contains(where: { $0.text(at: "userName") == name }) { throw .operation("userExist") }
    if let refusal = PasswordRule.refusal(of: password, for: name) { throw refusal }
    let taken = Set(accounts.compactMap { $0.text(at: "id").flatMap { Int($0) } })
    let room = documents[Resource.capabilities.path]?.text(at: "SecurityCap/supportUserNums").flatMap { Int($0) } ?? 32
    guard taken.count < room, let id = (1...32).first(where: { !taken.contains($0) }) else {
      throw .operation("userMaxNum")
    }
    let text = Resource.user(
      id, name, level: level.isEmpty ? "Viewer" : level, inherent: false, family: profile.family)
    documents[Resource.users.path]?.append(XMLElement(ownText: text))
    documents[Resource.users.path]?.sortItems(named: "User")
    setPassword(password, ofUser: String(id))
    records.append(record("addNetUser", call.caller, at: call.time))
    return id
  }

  fileprivate mutating func removeUser(_ id: String) throws(Refusal) {
    if id == "1" { throw .operation("userCannotDelAdmin") }
    guard documents[Resource.users.path]?.elements(named: "User").contains(where: { $0.text(at: "id") == id }) == true
    else { throw .operation("userInexistence") }
    documents[Resource.users.path]?.removeElements { $0.text(at: "id") == id }
    secrets[SecretPlace(resource: Resource.users.path, id: id, field: "password")] = nil
  }

  /// The password of whoever makes the change, where it is given, must be right (isapi.md 8.1).
  func checkLoginPassword(_ given: String?, of username: String) throws(Refusal) {
    guard let given, !given.isEmpty else {
      if behavior.demandsLoginPassword { throw .operation("loginPasswordError") }
      return
    }
    let own = user(named: username)?.text(at: "id").flatMap { password(ofUser: $0) }
    if given != own { throw .operation("loginPasswordError") }
  }
}
