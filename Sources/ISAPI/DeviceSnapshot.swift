package import FoundationEssentials
package import XML

/// The documents read from a device at one moment.
package struct DeviceSnapshot: Sendable, Hashable {
  /// What reading one resource gave.
  package enum Reading: Sendable, Hashable {
    case document(XMLDocument)
    /// The device does not have it: the status, and the `subStatusCode` where there was one (isapi.md 12.4).
    case absent(status: Int, subStatus: String)
  }

  package var identity: DeviceIdentity
  /// Which password the device took.
  package var login: Login
  /// Every resource asked for, with what came.
  package var readings: [Endpoint: Reading]
  /// When the time was asked for and when the answer came, by our clock; nil where nobody looked at it.
  package var timeRead: Asked?

  /// The moments around one exchange.
  package struct Asked: Sendable, Hashable {
    package var sent: Date
    package var received: Date

    package init(sent: Date, received: Date) {
      self.sent = sent
      self.received = received
    }
  }

  /// The rung of the password ladder that the device took (product.md A, rotation).
  package enum Login: String, Sendable, Hashable, Codable {
    case current
    case previous
  }

  package init(identity: DeviceIdentity, login: Login = .current, readings: [Endpoint: Reading]) {
    self.identity = identity
    self.login = login
    self.readings = readings
  }

  /// The document at a resource, nil where the device has none or it was not read.
  package subscript(_ endpoint: Endpoint) -> XMLDocument? {
    if case .document(let document) = readings[endpoint] { document } else { nil }
  }

  /// The capabilities document, from which most of what a device lacks can be told (isapi.md 3.2).
  package var capabilities: XMLElement? { self[Endpoint.capabilities]?.root }
}

extension Endpoint {
  /// The clock and its zone (isapi.md 5.1).
  package static let time: Endpoint = "/ISAPI/System/time"
  /// Model, serial, firmware (isapi.md 3.1).
  package static let deviceInfo: Endpoint = "/ISAPI/System/deviceInfo"
  /// What the device can do (isapi.md 3.2).
  package static let capabilities: Endpoint = "/ISAPI/System/capabilities"
  /// Whether the device has an administrator, readable without one (isapi.md 2.1).
  package static let activateStatus: Endpoint = "/SDK/activateStatus"
}
