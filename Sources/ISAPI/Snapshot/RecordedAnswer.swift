/// What a device said to the reading of one resource, kept as it came but for what was masked.
package struct RecordedAnswer: Sendable, Hashable {
  /// The HTTP status.
  package var status: Int
  /// The body; empty where there was none, or where it was of a kind that cannot be masked.
  package var body: [UInt8]

  package init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }

  /// The answer as a device gives it.
  package var response: Response {
    Response(status: status, headers: ["Content-Type": "application/xml; charset=\"UTF-8\""], body: body)
  }
}
