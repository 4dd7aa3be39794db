import Diagnostics
import ISAPI
import XML
import YAML

/// The language a recorder speaks with a camera, by a name of the recorder's own (isapi.md 7.1).
package struct CameraProtocol: Sendable, Hashable {
  /// The name as manifests write it: one that nvrctl knows in small letters, any other as the recorder spells it.
  package let name: String

  /// The maker's own, which wants passwords of 8 characters and more.
  package static let hikvision = CameraProtocol("hikvision")

  /// Takes a name in any case.
  package init(_ name: String) {
    let known = Self.known[name.lowercased()]
    self.name = known == nil ? name : name.lowercased()
  }

  /// The names every recorder of the maker has, each with its usual port.
  private static let known = ["hikvision": 8000, "onvif": 80, "psia": 80, "custom": 554]

  /// Whether every recorder of the maker has it, so that nobody needs to ask.
  package var isKnown: Bool { Self.known[name] != nil }

  /// As recorders write it.
  var wireName: String { isKnown ? name.uppercased() : name }

  /// The port unless told otherwise.
  var usualPort: Int { Self.known[name] ?? 80 }

  /// Whether a recorder's word means this protocol.
  func isMeant(by word: String) -> Bool { word.lowercased() == name.lowercased() }

  /// Where recorders list their protocols; the second where the first does not tell.
  static let lists: [Endpoint] = [
    "/ISAPI/ContentMgmt/InputProxy/channels/capabilities", "/ISAPI/ContentMgmt/sourceSupport",
  ]

  /// The protocols that a recorder lists, as it spells them; empty where it lists none, or was not asked.
  static func offered(on snapshot: DeviceSnapshot) -> [String] {
    for endpoint in lists {
      let names = snapshot[endpoint]?.root.protocolNames ?? []
      if !names.isEmpty { return names }
    }
    return []
  }
}

extension ValueType where Value == CameraProtocol {
  private static let base = ValueType<String>.text(
    maxBytes: 64, pattern: "^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$", orElse: "the name of a protocol",
    accepts: {
      $0.first != " " && $0.first.map { !"._-".contains($0) } ?? false
        && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || " ._-".contains($0)) }
    })

  /// The name of a protocol; which there are only the recorder can tell.
  package static let cameraProtocol = ValueType(
    base.schema,
    decode: { node, bag in
      guard let text = base.decode(node, &bag) else { return nil }
      let value = CameraProtocol(text)
      if !value.isKnown, let near = Suggestion.nearest(to: text.lowercased(), among: ["hikvision", "onvif", "custom"]) {
        bag.report(
          .warning(
            "NVR0418", "\"\(text)\" is no protocol that every recorder has", at: node.range,
            label: "did you mean \"\(near)\"?"))
      }
      return value
    },
    text: { $0.name },
    value: { CameraProtocol($0) })
}

extension XMLElement {
  /// The names in all elements that tell of protocols: in a list of choices, or one in each.
  fileprivate var protocolNames: [String] {
    if ["proxyprotocol", "adminprotocol", "protocol"].contains(localName.lowercased()), elements.isEmpty {
      return (attribute("opt") ?? text).split(separator: ",").map { name in
        String(name.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
      }
    }
    return elements.flatMap(\.protocolNames)
  }
}
