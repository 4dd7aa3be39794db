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
  /// Model, serial, firmware (isapi.md 3.1).
  package static let deviceInfo: Endpoint = "/ISAPI/System/deviceInfo"
  /// What the device can do (isapi.md 3.2).
  package static let capabilities: Endpoint = "/ISAPI/System/capabilities"
  /// Whether the device has an administrator, readable without one (isapi.md 2.1).
  package static let activateStatus: Endpoint = "/SDK/activateStatus"
}
