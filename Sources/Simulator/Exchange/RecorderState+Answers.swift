import ISAPI
import XML

extension RecorderState {
  /// A document as an answer; an item of a list becomes a document of its own.
  func document(_ root: XMLElement) -> Response {
    var root = root
    if root.attribute("version") == nil { root.attributes = profile.family.rootAttributes + root.attributes }
    return xml(XMLDocument(prologue: profile.family.declaration, root: root).bytes)
  }

  /// An answer written as text, in the form of the family.
  func document(_ text: String) -> Response { xml(Array((profile.family.declaration + text + "\n").utf8)) }

  private func xml(_ bytes: [UInt8], status: Int = 200) -> Response {
    Response(status: status, headers: ["Content-Type": "application/xml; charset=\"UTF-8\""], body: bytes)
  }

  /// A `ResponseStatus` (isapi.md 1.6).
  func status(
    _ status: Int, code: Int, _ subStatus: String, at endpoint: Endpoint, id: String? = nil, more: String = ""
  ) -> Response {
    let text = """
      <ResponseStatus\(profile.family.root)>
      <requestURL>\(XMLText(endpoint.path).raw)</requestURL>
      <statusCode>\(code)</statusCode>
      <statusString>\(Self.statusString(code))</statusString>
      \(id.map { "<id>\($0)</id>\n" } ?? "")<subStatusCode>\(subStatus)</subStatusCode>
      \(more)</ResponseStatus>

      """
    return xml(Array((profile.family.declaration + text).utf8), status: status)
  }

  /// A request that was carried out.
  func done(_ endpoint: Endpoint, id: String? = nil) -> Response {
    status(200, code: 1, "ok", at: endpoint, id: id)
  }

  /// A request that comes into force at the next reboot.
  func rebootRequired(_ endpoint: Endpoint) -> Response {
    status(200, code: 7, "rebootRequired", at: endpoint)
  }

  /// A request that was not carried out.
  func refused(_ refusal: Refusal, at endpoint: Endpoint) -> Response {
    status(refusal.status, code: refusal.code, refusal.subStatus, at: endpoint)
  }

  private static func statusString(_ code: Int) -> String {
    switch code {
    case 0, 1: "OK"
    case 2: "Device Busy"
    case 3: "Device Error"
    case 4: "Invalid Operation"
    case 5: "Invalid XML Format"
    case 6: "Invalid XML Content"
    case 7: "Reboot Required"
    default: "Additional Error"
    }
  }
}
