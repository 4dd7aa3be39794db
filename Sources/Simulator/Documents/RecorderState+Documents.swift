import FoundationEssentials
import ISAPI
import XML

extension RecorderState {
  /// The element at a target as a client sees it, with what is filled in on the way out.
  func reading(_ target: DocumentTarget, at now: Date) -> XMLElement? {
    let path = target.resource.path
    let stored = behavior.showsPendingDocuments ? pending[path] ?? documents[path] : documents[path]
    guard var document = stored else { return nil }
    target.resource.present(&document, self, now)
    return target.element(in: document)
  }

  /// Takes a document that a client sent; the answer says whether it is in force.
  mutating func write(
    _ request: Request, to target: DocumentTarget, by caller: Caller, at now: Date
  ) throws(Refusal) -> Reply {
    guard target.resource.isWritable else { throw .methodNotAllowed }
    let sent = try Self.root(of: request.body)
    let path = target.resource.path
    var changed = self
    var document = pending[path] ?? documents[path] ?? XMLElement("")
    if target.id == nil, target.part == nil, target.resource.item != nil {
      try changed.writeList(sent, to: target, in: &document, by: caller, at: now)
    } else {
      try changed.writeElement(sent, to: target, in: &document, by: caller, at: now)
    }
    // A refusal half way through a list must leave nothing behind.
    self = changed
    records.append(record(target.resource.logKind, caller, at: now))
    return store(document, of: target.resource, for: request)
  }

  /// The root of a body, or what is said to a body that is none.
  static func root(of body: [UInt8]) throws(Refusal) -> XMLElement {
    do {
      return try XMLDocument(parsing: body).root
    } catch {
      throw .malformed
    }
  }

  /// A list is written item by item; none may be missing, and none is added.
  private mutating func writeList(
    _ sent: XMLElement, to target: DocumentTarget, in document: inout XMLElement, by caller: Caller, at now: Date
  ) throws(Refusal) {
    guard let item = target.resource.item, sent.localName == document.localName else { throw .content() }
    let known = document.elements(named: item).compactMap { $0.text(at: "id") }
    let given = sent.elements(named: item)
    if given.compactMap({ $0.text(at: "id") }) != known {
      throw behavior.partialDocument == .deviceError ? .deviceError : .content()
    }
    for element in given {
      var target = target
      target.id = element.text(at: "id")
      try writeElement(element, to: target, in: &document, by: caller, at: now)
    }
  }

  private mutating func writeElement(
    _ sent: XMLElement, to target: DocumentTarget, in document: inout XMLElement, by caller: Caller, at now: Date
  ) throws(Refusal) {
    guard let current = target.owner(in: document) else { throw .content("badParameters") }
    let whole = try Self.replacing(target.part, of: current, with: sent)
    let result = try DocumentWrite(resource: target.resource, behavior: behavior, current: current).merge(whole)
    var element = result.element
    let context = CheckContext(profile: profile, current: current, foreignAddresses: foreignAddresses)
    try target.resource.check(element, context)
    let id = target.id ?? ""
    let change = Change(
      current: current, id: id, secrets: result.secrets, username: caller.username, time: now)
    try target.resource.accept(&element, &self, change)
    for (field, value) in result.secrets where field != "loginPassword" {
      secrets[SecretPlace(resource: target.resource.path, id: id, field: field)] = value
    }
    target.replaceOwner(in: &document, with: element)
  }

  private static func replacing(
    _ part: String?, of owner: XMLElement, with sent: XMLElement
  ) throws(Refusal) -> XMLElement {
    guard let part else { return sent }
    guard sent.localName == part, let own = owner.child(part) else { throw .content() }
    var whole = owner
    var element = sent
    element.attributes = own.attributes
    whole.modify(at: [part]) { $0 = element }
    return whole
  }

  /// Addresses of cameras, which the recorder must not take (isapi.md 1.7).
  private var foreignAddresses: Set<String> { Set(cameras.filter(\.isReachable).map(\.address)) }

  /// Puts a document in force, or keeps it for the reboot.
  private mutating func store(
    _ after: XMLElement, of resource: Resource, for request: Request
  ) -> Reply {
    if waitsForReboot(resource, request), after != documents[resource.path] {
      pending[resource.path] = after
      return Reply(rebootRequired(request.endpoint))
    }
    documents[resource.path] = after
    return Reply(done(request.endpoint), aftermath: .rebind)
  }

  private func waitsForReboot(_ resource: Resource, _ request: Request) -> Bool {
    if behavior.rebootRequired.contains(resource.path) || behavior.rebootRequired.contains(request.endpoint.path) {
      return true
    }
    switch resource.path {
    case Resource.interfaces.path: return behavior.addressChange == .afterReboot
    case Resource.adminAccesses.path: return behavior.portChange == .afterReboot
    default: return false
    }
  }
}
