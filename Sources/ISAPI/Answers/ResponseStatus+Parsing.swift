import FoundationEssentials
package import XML

extension ResponseStatus {
  /// Reads what the body says about the request; nil where it says nothing of the kind.
  ///
  /// A `ResponseStatus` in XML or JSON, or a `userCheck` (isapi.md 1.4 to 1.6).
  package init?(parsing response: Response) {
    guard let fields = StatusFields(parsing: response.body) else { return nil }
    self.init(fields)
  }

  /// Reads a status from a document that was parsed already.
  package init?(_ root: XMLElement) {
    guard let fields = StatusFields(root) else { return nil }
    self.init(fields)
  }

  private init?(_ fields: StatusFields) {
    guard let code = fields.number("statusCode") ?? Self.code(ofCheck: fields.number("statusValue")) else { return nil }
    let lock = fields.text("lockStatus")?.lowercased()
    let subStatusCode = fields.text("subStatusCode") ?? ""
    self.init(
      statusCode: code,
      statusString: fields.text("statusString") ?? "",
      subStatusCode: subStatusCode,
      id: fields.text("id"),
      detail: fields.text("subStatusString", "description", "errorMsg") ?? "",
      retriesLeft: fields.number("retryTimes", "retryLoginTime"),
      unlockSeconds: fields.number("resLockTime", "unlockTime"),
      isLocked: lock == "lock" || lock == "locked" || subStatusCode.lowercased() == "usernamelocked",
      refusesLogin: fields.number("statusValue") == 401)
  }

  /// `userCheck` gives an HTTP status instead of a status code (isapi.md 1.4).
  private static func code(ofCheck value: Int?) -> Int? {
    switch value {
    case nil: nil
    case 200: 1
    default: 4
    }
  }
}

/// The flat fields of a status, whichever notation they came in.
private struct StatusFields {
  private let texts: [String: String]

  /// Bytes; a status has a few lines, and reading JSON takes many times its length in memory.
  private static let longestJSON = 64 * 1024

  init?(parsing body: [UInt8]) {
    let isJSON = body.first { $0 > 0x20 } == UInt8(ascii: "{")
    if isJSON {
      guard body.count <= Self.longestJSON else { return nil }
      guard let object = try? JSONDecoder().decode(JSONStatus.self, from: Data(body)) else { return nil }
      self.init(texts: object.texts)
    } else {
      guard let document = try? XMLDocument(parsing: body) else { return nil }
      self.init(document.root)
    }
  }

  private init(texts: [String: String]) { self.texts = texts }

  init?(_ root: XMLElement) {
    guard ["responsestatus", "usercheck"].contains(root.localName.lowercased()) else { return nil }
    self.init(
      texts: Dictionary(
        root.elements.map { ($0.localName.lowercased(), $0.text) }, uniquingKeysWith: { first, _ in first }))
  }

  /// The first of these fields that is there and not empty.
  func text(_ names: String...) -> String? {
    names.lazy.compactMap { texts[$0.lowercased()] }.first { !$0.isEmpty }
  }

  func number(_ names: String...) -> Int? {
    names.lazy.compactMap { texts[$0.lowercased()] }.compactMap { Int($0) }.first
  }
}

/// A JSON status, flat or below the name of its document, its numbers sometimes written as text.
private struct JSONStatus: Decodable {
  let texts: [String: String]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let nested = ["ResponseStatus", "userCheck", "UserCheck"].lazy.compactMap {
      try? container.decode(JSONStatus.self, forKey: Key($0))
    }
    texts = nested.first?.texts ?? Self.scalars(in: container)
  }

  private static func scalars(in container: KeyedDecodingContainer<Key>) -> [String: String] {
    var texts: [String: String] = [:]
    for key in container.allKeys {
      if let text = try? container.decode(String.self, forKey: key) {
        texts[key.stringValue.lowercased()] = text
      } else if let number = try? container.decode(Int.self, forKey: key) {
        texts[key.stringValue.lowercased()] = String(number)
      }
    }
    return texts
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }
}
