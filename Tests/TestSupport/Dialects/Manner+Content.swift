import XML

// What documents hold.
extension Manner {
  func rewritingContent(_ root: XMLElement) -> XMLElement {
    switch self {
    case .strangers: root.mapped { $0.elements.isEmpty ? $0 : $0.withStrangers }
    case .strangersInText: root.mapped(\.withStrangerInText)
    case .repeatedValues: root.mapped(\.withValuesTwice)
    case .reversedSiblings: root.mapped { $0.hasManyNames ? $0.reversed : $0 }
    case .reversedItems: root.mapped { $0.isList && !$0.isOrdered ? $0.reversed : $0 }
    case .countedFromZero: root.renumbered { $0 - 1 }
    case .sparseIDs: root.renumbered { $0 * 4 + 3 }
    case .wrapped: root.wrappedInList
    case .bare: root.withoutList
    case .extraItems: root.withExtraItems
    default: root
    }
  }
}

extension XMLElement {
  /// What a vendor might add: an element of its own in which nothing of ours is meant.
  private var stranger: XMLElement {
    XMLElement("vendorExtension") {
      XMLElement("id", text: "77")
      XMLElement("enabled", text: "maybe")
      for child in elements where child.elements.isEmpty { XMLElement(child.localName, text: "vendor") }
    }
  }

  fileprivate var withStrangers: XMLElement {
    var element = self
    element.children = [.element(stranger)]
    for node in children {
      element.children.append(node)
      if case .element(let child) = node, !isList {
        element.children.append(.element(XMLElement("next\(child.localName)", text: "7")))
      }
    }
    return element
  }

  fileprivate var withStrangerInText: XMLElement {
    guard elements.isEmpty, !text.isEmpty else { return self }
    var element = self
    element.children.append(.element(XMLElement("vendorNote")))
    return element
  }

  fileprivate var withValuesTwice: XMLElement {
    var element = self
    element.children = children.flatMap { node in
      if case .element(let child) = node, child.elements.isEmpty, !child.text.isEmpty { [node, node] } else { [node] }
    }
    return element
  }

  fileprivate var hasManyNames: Bool { Set(elements.map(\.localName)).count == elements.count }

  /// Whether the order of the items says which comes first.
  fileprivate var isOrdered: Bool { ["NTPServer", "ScheduleAction"].contains(elements.first?.localName) }

  fileprivate var reversed: XMLElement {
    var element = self
    var rest = elements[...]
    element.children = children.map { node in
      if case .element = node, let last = rest.popLast() { .element(last) } else { node }
    }
    return element
  }

  /// The ids of items changed that are told apart by something else.
  fileprivate func renumbered(_ change: (Int) -> Int) -> XMLElement {
    mapped { element in
      guard ["NTPServer", "AdminAccessProtocol", "DDNS", "mailing"].contains(element.localName),
        let id = element.text(at: "id").flatMap({ Int($0) })
      else { return element }
      var element = element
      element.setText(String(change(id)), at: "id")
      return element
    }
  }

  private static let wrappable = ["NTPServer", "DDNS", "mailing", "SIPServer", "UPnP", "EZVIZ", "Ehome", "SSH"]

  fileprivate var wrappedInList: XMLElement {
    guard Self.wrappable.contains(localName) else { return self }
    return XMLElement(localName + "List", attributes: attributes, children: [.element(self)])
  }

  fileprivate var withoutList: XMLElement {
    guard localName.hasSuffix("List"), elements.count == 1, let item = elements.first,
      Self.wrappable.contains(item.localName)
    else { return self }
    var root = item
    let own = Set(item.attributes.map(\.name))
    root.attributes += attributes.filter { !own.contains($0.name) && $0.name != "size" }
    return root
  }

  fileprivate var withExtraItems: XMLElement {
    var element = self
    switch localName {
    case "AdminAccessProtocolList":
      element.append(
        XMLElement("AdminAccessProtocol") {
          XMLElement("id", text: "40")
          XMLElement("enabled", text: "true")
          XMLElement("protocol", text: "QUIC")
          XMLElement("portNo", text: "8445")
        })
    case "NTPServerList":
      element.append(
        XMLElement("NTPServer") {
          XMLElement("id", text: "2")
          XMLElement("addressingFormatType", text: "hostname")
          XMLElement("hostName")
          XMLElement("portNo", text: "123")
        })
    case "NetworkInterfaceList":
      element.children.insert(.element(Self.secondInterface), at: 0)
    case "UserList":
      element.append(
        XMLElement("User") {
          XMLElement("id", text: "9")
          XMLElement("userName", text: "night")
        })
    default: break
    }
    return element
  }

  private static var secondInterface: XMLElement {
    XMLElement("NetworkInterface") {
      XMLElement("id", text: "2")
      XMLElement("IPAddress") {
        XMLElement("addressingType", text: "dynamic")
        XMLElement("ipAddress", text: "192.168.8.1")
        XMLElement("subnetMask", text: "255.255.255.0")
      }
    }
  }
}
