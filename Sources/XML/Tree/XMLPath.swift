/// A way down a tree by local names, such as `IPAddress/DefaultGateway/ipAddress`; empty for the element itself.
package struct XMLPath: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  CustomStringConvertible
{
  /// The local names from the top down.
  package var names: [String]

  package init(_ names: [String]) { self.names = names }
  package init(arrayLiteral names: String...) { self.names = names }

  /// Reads names separated by `/`.
  package init(_ text: String) { names = text.split(separator: "/").map(String.init) }
  package init(stringLiteral text: String) { self.init(text) }

  package var description: String { names.joined(separator: "/") }
}
