package import XML

extension DeviceTransport {
  /// Sends a request and tells what its answer means; throws what `send` throws.
  package func answer(to request: Request, presence: DeviceAnswer.Presence = .required) async throws -> DeviceAnswer {
    DeviceAnswer(try await send(request), to: request, presence: presence)
  }

  /// Reads a document that the device must have; throws `DeviceRefusal` where it gives none.
  package func document(at endpoint: Endpoint) async throws -> XMLDocument {
    let request = Request.get(endpoint)
    let response = try await send(request)
    switch DeviceAnswer(response, to: request) {
    case .document(let document): return document
    case .busy(let refusal), .refused(let refusal): throw refusal
    case .content, .done, .rebootRequired, .notPresent:
      throw DeviceRefusal(
        .unexpectedContent, request, httpStatus: response.status, status: ResponseStatus(parsing: response))
    }
  }
}
