package import XML

extension Request {
  /// Sends a document, with the content type that recorders insist on (isapi.md 1.1).
  package static func send(_ method: Method, _ endpoint: Endpoint, _ document: XMLDocument) -> Self {
    Self(
      method, endpoint, headers: ["Content-Type": "application/xml; charset=\"UTF-8\""], body: document.bytes)
  }
}
