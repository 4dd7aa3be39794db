/// An HTTP method the device knows.
package enum Method: String, Sendable, Hashable, Codable {
  case get = "GET"
  case put = "PUT"
  case post = "POST"
  case delete = "DELETE"
}

/// A resource of the device: an absolute path with its query.
package struct Endpoint: Sendable, Hashable, Comparable, Codable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// Path and query, such as `/ISAPI/System/time`.
  package let target: String

  package init(_ target: String) { self.target = target }
  package init(stringLiteral target: String) { self.init(target) }

  /// The path without its query.
  package var path: String { String(target.prefix { $0 != "?" }) }

  /// The resource with one more path component, as for an item of a list.
  package func item(_ component: String) -> Endpoint { Endpoint(path + "/" + component) }

  package var description: String { target }

  package static func < (left: Self, right: Self) -> Bool { left.target < right.target }

  package init(from decoder: any Decoder) throws {
    target = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(target)
  }
}

/// Header fields in order; names are compared without regard to case (RFC 9110 5.1).
package struct HeaderFields: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  /// Name and value pairs as sent or received.
  package private(set) var fields: [Field]

  /// One header line.
  package struct Field: Sendable, Hashable {
    package var name: String
    package var value: String
  }

  package init(dictionaryLiteral elements: (String, String)...) {
    fields = elements.map { Field(name: $0.0, value: $0.1) }
  }

  /// All values of a name, in order.
  package subscript(values name: String) -> [String] {
    fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  /// The first value of a name.
  package subscript(_ name: String) -> String? { self[values: name].first }

  /// Adds a field behind the others.
  package mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// Puts a field in the place of all of its name.
  package mutating func set(_ name: String, _ value: String) {
    fields.removeAll { $0.name.lowercased() == name.lowercased() }
    add(name, value)
  }
}

/// A request to a device, without anything about accounts.
package struct Request: Sendable, Hashable {
  package var method: Method
  package var endpoint: Endpoint
  package var headers: HeaderFields
  package var body: [UInt8]
  /// How long the whole exchange may take; nil for the transport's usual limit.
  package var timeLimit: Duration?

  package init(
    _ method: Method, _ endpoint: Endpoint, headers: HeaderFields = [:], body: [UInt8] = [],
    timeLimit: Duration? = nil
  ) {
    self.method = method
    self.endpoint = endpoint
    self.headers = headers
    self.body = body
    self.timeLimit = timeLimit
  }

  /// Reads a resource; a search for cameras takes its time.
  package static func get(_ endpoint: Endpoint) -> Self {
    Self(.get, endpoint, timeLimit: endpoint == FoundCamera.search ? FoundCamera.searchLimit : nil)
  }
}

/// The device's answer, body complete.
package struct Response: Sendable, Hashable {
  package var status: Int
  package var headers: HeaderFields
  package var body: [UInt8]

  package init(status: Int, headers: HeaderFields = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
