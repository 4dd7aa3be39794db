import ISAPI
import Testing

@Suite struct WantedDeviceTests {
  private static let serial = "DS-7616NI-K2/16P1620200914CCRRE00000101WCVU"

  @Test(arguments: [
    WantedDevice(serial: serial), WantedDevice(serial: "e00000101"), WantedDevice(mac: "C0-56-E3-00-01-01"),
    WantedDevice(serial: "E00000101", mac: "c0:56:e3:00:01:01"),
  ])
  func `a device is known by its serial or its hardware address`(_ wanted: WantedDevice) {
    #expect(wanted.matches(device()))
  }

  @Test(arguments: [
    WantedDevice(), WantedDevice(serial: "E00000102"), WantedDevice(mac: "c0:56:e3:00:01:02"),
    WantedDevice(serial: "E00000101", mac: "c0:56:e3:00:01:02"),
    WantedDevice(serial: "E00000102", mac: "c0:56:e3:00:01:01"),
  ])
  func `a device with another serial or hardware address is another one`(_ wanted: WantedDevice) {
    #expect(!wanted.matches(device()))
  }

  @Test func `what a device does not announce is not held against it`() {
    let wanted = WantedDevice(serial: "E00000101", mac: "c0:56:e3:00:01:01")
    #expect(wanted.matches(device(serial: "")))
    #expect(wanted.matches(device(mac: "")))
    #expect(!wanted.matches(device(serial: "", mac: "")))
  }

  @Test(arguments: [
    (serial, "E00000101"), ("DS-2CD2385G1-I20200914AAWRD00000808", "D00000808"), ("TSC-100001", "TSC100001"),
  ])
  func `the short serial is what the label shows`(_ serial: String, _ short: String) {
    #expect(device(serial: serial).identity.shortSerial == short)
  }

  private func device(serial: String = Self.serial, mac: String = "c0:56:e3:00:01:01") -> DiscoveredDevice {
    DiscoveredDevice(
      identity: DeviceIdentity(
        serial: serial, model: "DS-7616NI-K2/16P", mac: mac, firmware: "V4.30.085", firmwareReleased: "build 200916"),
      kind: .recorder, address: "192.168.1.64", subnetMask: "255.255.255.0", gateway: "192.168.1.1", usesDHCP: false,
      httpPort: 80, isActivated: false)
  }
}
