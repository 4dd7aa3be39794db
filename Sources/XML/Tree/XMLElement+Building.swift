/// Writes the content of an element as a list, with conditions and loops.
@resultBuilder
package enum XMLContent {
  package static func buildExpression(_ element: XMLElement) -> [XMLElement] { [element] }
  package static func buildBlock(_ parts: [XMLElement]...) -> [XMLElement] { parts.flatMap { $0 } }
  package static func buildOptional(_ part: [XMLElement]?) -> [XMLElement] { part ?? [] }
  package static func buildEither(first part: [XMLElement]) -> [XMLElement] { part }
  package static func buildEither(second part: [XMLElement]) -> [XMLElement] { part }
  package static func buildArray(_ parts: [[XMLElement]]) -> [XMLElement] { parts.flatMap { $0 } }
}

extension XMLElement {
  /// An element that holds other elements.
  package init(_ name: String, attributes: [XMLAttribute] = [], @XMLContent content: () -> [XMLElement]) {
    self.init(name, attributes: attributes, children: content().map(XMLNode.element))
  }
}
