import FoundationEssentials
import XML

/// One document of the recorder: where it is, how it leaves the factory, and what may be written to it.
///
/// A list document with items is a list of resources too: `…/interfaces/1` is a view of `…/interfaces`.
struct Resource: Sendable {
  /// The path of the document.
  var path: String
  /// The element name of the items that have a path of their own.
  var item: String?
  /// Parts that can be addressed below an item, or below the document: path component to element name.
  var parts: [String: String] = [:]
  /// Whether there is a PUT.
  var isWritable = true
  /// Whether only administrators may read it.
  var isPrivate = false
  /// Fields that keep their value whatever is sent (isapi.md 12.2.3).
  var readOnly: [XMLPath] = []
  /// Fields that a whole document may do without.
  var optional: [XMLPath] = []
  /// Fields that are taken and never given back (isapi.md 12.2.6).
  var secrets: [XMLPath] = []
  /// What values the fields take.
  var rules: [FieldRule] = []
  /// What must hold between fields.
  var check: @Sendable (XMLElement, CheckContext) throws(Refusal) -> Void = { (_, _) throws(Refusal) in }
  /// What a write does to the recorder besides, and to the element before it is stored.
  var accept: @Sendable (inout XMLElement, inout RecorderState, Change) throws(Refusal) -> Void = {
    (_, _, _) throws(Refusal) in
  }
  /// What is shown that is not stored.
  var present: @Sendable (inout XMLElement, RecorderState, Date) -> Void = { _, _, _ in }
  /// Completes the factory document where writing it all out would be too much.
  var expand: @Sendable (inout XMLElement, RecorderProfile) -> Void = { _, _ in }
  /// The document as it leaves the factory; nil where the recorder has none.
  var factory: @Sendable (RecorderProfile) -> String?
}

/// One write to one element, after it was found to be well-formed and whole.
struct Change {
  /// The element before.
  var current: XMLElement
  /// The id of the item; empty for a document without items.
  var id: String
  /// The secrets that came with it.
  var secrets: [XMLPath: String]
  /// Who sent it.
  var username: String
  var time: Date
}

/// What a check may look at besides the document itself.
struct CheckContext {
  var profile: RecorderProfile
  /// The same element before the write.
  var current: XMLElement
  /// Addresses that belong to others on the network.
  var foreignAddresses: Set<String>
}

extension Resource {
  /// What the recorder's log calls a write over the network (isapi.md 3.9).
  var logKind: String {
    switch path {
    case Self.channels.path: "remoteSetIpc"
    case Self.interfaces.path: "netCardConfig"
    default: "remoteCfgParam"
    }
  }

  /// The factory document as a tree.
  func factoryDocument(for profile: RecorderProfile) -> XMLElement? {
    guard let text = factory(profile) else { return nil }
    var document = XMLElement(ownText: text)
    expand(&document, profile)
    return document
  }
}

extension XMLElement {
  /// An element from text in this program: one element on a line and no indentation, as recorders write it.
  init(ownText text: String) {
    let lines = text.split(separator: "\n").map { $0.drop(while: { $0 == " " }) }
    do {
      self = try XMLDocument(parsing: Array(lines.joined(separator: "\n").utf8)).root
    } catch {
      preconditionFailure("a document of the simulator is not XML: \(error)\n\(text)")
    }
  }
}
