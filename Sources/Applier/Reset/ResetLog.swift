import ISAPI

/// What the recorder's own log tells of factory resets (isapi.md 3.9).
package struct ResetLog: Sendable, Hashable, Codable {
  /// The resets in it, by kind and time of the recorder's clock.
  package var resets: [String]
  /// Its oldest logins, by which it is known again.
  package var logins: [String]

  /// What a later look at the log says about a reset in between.
  enum Evidence: Sendable, Hashable {
    /// It has a reset that it had not before.
    case shows
    /// It is the same log, and has no new reset.
    case denies
    /// It cannot be read, or was emptied.
    case tellsNothing
  }

  /// What the log tells now, nil where it cannot be searched.
  ///
  /// The recorder's clock may jump with a reset, so that entries are compared and times are not.
  static func read(over site: inout Worksite) async -> ResetLog? {
    var resets: Set<String> = []
    for kind in ["remoteFactoryDefault", "localFactoryDefault"] {
      guard let found = await entries(of: kind, &site) else { return nil }
      resets.formUnion(found)
    }
    guard let logins = await entries(of: "remoteLogin", &site) else { return nil }
    return ResetLog(resets: resets.sorted(), logins: Array(logins.prefix(20)))
  }

  /// What this log says when it was read before a reset, and another one behind it.
  func evidence(in later: ResetLog?) -> Evidence {
    guard let later else { return .tellsNothing }
    if !Set(later.resets).isSubset(of: resets) { return .shows }
    return Set(logins).isDisjoint(with: later.logins) ? .tellsNothing : .denies
  }

  private static func entries(of kind: String, _ site: inout Worksite) async -> [String]? {
    let request = LogSearch("Operation/\(kind)").request()
    guard case .document(let answer)? = try? await site.link.session().answer(to: request),
      let page = LogSearch.Page(answer)
    else {
      // What follows must not go over a connection that may be broken, or lead to somebody else.
      await site.link.close()
      return nil
    }
    return page.entries.filter { $0.meta.hasSuffix(kind) }.map { "\($0.meta) \($0.time)" }
  }
}
