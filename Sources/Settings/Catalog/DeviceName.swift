package import ISAPI
import XML

/// The name a recorder shows on its screen and in discovery, and the number remote keyboards call it by.
package struct DeviceName: DocumentSetting {
  package var name: String?
  package var number: Int?

  package init() {}

  package static let key = "deviceName"
  package static let section = Section.device
  package static let stage = Stage.plain
  package static let endpoint = Endpoint.deviceInfo
  package static let subject = "DeviceInfo"
  package static let feature = Feature("settable name")

  // Lengths and ranges: isapi.md 3.1.
  package static let fields: [Field<Self>] = [
    Field(
      "deviceName", \.name, .text(maxBytes: 32), .element("deviceName"),
      "The name of the recorder, at most 32 bytes."),
    Field(
      "deviceNumber", \.number, .integer(in: 1...255), .element("telecontrolID", as: .integer(in: 1...255)),
      "The number a remote control or keyboard calls the recorder by."),
  ]
}
