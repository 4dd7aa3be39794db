package import XML

/// A request that the device did not carry out, with what that means and what to do about it.
package struct DeviceRefusal: Error, Sendable, Hashable {
  /// In which way the answer falls short.
  package enum Kind: Sendable, Hashable {
    /// The device said no.
    case refused
    /// The device asks to come back later (isapi.md 1.6, code 2).
    case busy
    /// A web page came where a document was expected: no recorder, or something in between.
    case webPage
    /// The document is not well-formed, or was cut.
    case malformed(MalformedXML)
    /// Nothing came where a document was expected.
    case empty
    /// Content of another kind came where a document was expected.
    case unexpectedContent
  }

  package var method: Method
  package var endpoint: Endpoint
  package var httpStatus: Int
  package var kind: Kind
  /// What the device said, where it said anything.
  package var status: ResponseStatus?
  /// Whether what the device said may be a repetition of a secret that it was sent.
  private let mayRepeatSecret: Bool

  package init(_ kind: Kind, _ request: Request, httpStatus: Int, status: ResponseStatus? = nil) {
    self.method = request.method
    self.endpoint = request.endpoint
    self.httpStatus = httpStatus
    self.kind = kind
    self.status = status
    mayRepeatSecret = request.carriesSecret
  }

  /// The device's own code (isapi.md 1.6), nil where the body had none.
  package var statusCode: Int? { status?.statusCode }

  /// The device's own finer reason, empty where the body had none.
  package var subStatusCode: String { status?.subStatusCode ?? "" }

  /// The finer reason where it may be shown: behind a secret only a word that is known (isapi.md 1.7).
  package var shownReason: String {
    mayRepeatSecret && RefusalWords(subStatusCode: subStatusCode) == nil ? "" : subStatusCode
  }

  /// What happened and what it means, in one or two sentences.
  package var explanation: String { words.meaning }

  /// What to do now.
  package var wayOut: String { words.wayOut }

  /// Whether the one document is missing that every recorder has (isapi.md 3.1).
  private var isWithoutIdentity: Bool {
    method == .get && endpoint == .deviceInfo && (httpStatus == 404 || subStatusCode.lowercased() == "notsupport")
  }

  private var words: RefusalWords {
    switch kind {
    case .webPage: .webPage
    case .malformed(let error): .malformed(mayRepeatSecret ? nil : error)
    case .empty: .empty
    case .unexpectedContent: .unexpectedContent
    case .refused where isWithoutIdentity: .noIdentity
    case .refused, .busy:
      RefusalWords(subStatusCode: subStatusCode) ?? RefusalWords(statusCode: statusCode)
        ?? RefusalWords(httpStatus: httpStatus)
    }
  }
}

extension DeviceRefusal: CustomStringConvertible {
  /// One line with everything a person needs to look further.
  package var description: String {
    var facts = ["HTTP \(httpStatus)"]
    if let statusCode { facts.append("code \(statusCode)") }
    if !shownReason.isEmpty { facts.append(shownReason) }
    if let detail = status?.detail, !detail.isEmpty, !mayRepeatSecret { facts.append("“\(detail)”") }
    return "\(method.rawValue) \(endpoint.path): \(explanation) (\(facts.joined(separator: ", ")))"
  }
}
