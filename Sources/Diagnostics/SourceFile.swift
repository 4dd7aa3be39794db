/// A text that diagnostics point into.
package struct SourceFile: Sendable, Hashable {
  /// The name as shown to the user.
  package let name: String
  /// The text as read, decoded as UTF-8.
  package let text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
