/// What one code means, at more length than a message can say.
package struct DiagnosticExplanation: Sendable, Hashable {
  package let code: Diagnostic.Code
  /// What is wrong, in a few words.
  package let title: String
  /// Why it is refused and what to do, in whole sentences.
  package let text: String

  package init(_ code: Diagnostic.Code, _ title: String, _ text: String) {
    self.code = code
    self.title = title
    self.text = text
  }
}
