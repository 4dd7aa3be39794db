import Diagnostics
import ISAPI

/// Discovered devices for people: a table by kind, the counts, and what to type next.
///
/// Everything in it was said by somebody on the network, so all of it is drawn inert.
struct DiscoveryText {
  var devices: [DiscoveredDevice]
  var width: Int

  var text: String {
    guard !devices.isEmpty else { return silence }
    let groups: [(DiscoveredDevice.Kind, String)] = [
      (.recorder, "recorders"), (.camera, "cameras"), (.other, "other devices"),
    ]
    let tables = groups.flatMap { kind, title in
      let members = devices.filter { $0.kind == kind }
      return members.isEmpty ? [] : ["\(title) (\(members.count))"] + members.flatMap(rows) + [""]
    }
    let lines =
      tables + FittedText.lines(summary, width: width) + next("nvrctl plan PATH  (with identity.serial as above)")
    return lines.joined(separator: "\n") + "\n"
  }

  private var silence: String {
    let advice = "Nothing answered. Devices answer only on their own segment; one that has just been reset needs"
    let lines = FittedText.lines(advice + " a few minutes.", width: width) + next("nvrctl discover --seconds 60")
    return lines.joined(separator: "\n") + "\n"
  }

  private var summary: String {
    let inactive = devices.count { !$0.isActivated }
    let state = inactive == 0 ? "" : "; \(inactive) without a password yet"
    return "\(Count.of(devices.count, "device"))\(state)."
  }

  private func next(_ command: String) -> [String] { FittedText.hanging(command, head: "Next:  ", width: width) }

  /// One device: where and what it is, and below it how it is set.
  private func rows(for device: DiscoveredDevice) -> [String] {
    let first = [
      column(device.address ?? "-", 15), column(device.identity.model, 18), column(device.identity.shortSerial, 10),
      column(device.identity.mac, 17), device.isActivated ? "active" : "inactive",
    ]
    let row = FittedText.lines("  " + first.joined(separator: "  "), width: width)
    let settings = settings(of: device)
    if settings.isEmpty { return row }
    return row + FittedText.flow(settings, head: String(repeating: " ", count: 19), gap: "  ", width: width)
  }

  private func settings(of device: DiscoveredDevice) -> [String] {
    let firmware = [device.identity.firmware, device.identity.firmwareReleased].filter { !$0.isEmpty }
    let network = [device.subnetMask, device.gateway.map { "via \($0)" }].compactMap(\.self)
    let facts = [
      firmware.joined(separator: " "), network.joined(separator: " "), device.usesDHCP ? "DHCP" : "",
      device.httpPort.map { "HTTP \($0)" } ?? "",
    ]
    return facts.filter { !$0.isEmpty }.map(InertText.of)
  }

  private func column(_ text: String, _ columns: Int) -> String {
    FittedText.padded(FittedText.cut(text.isEmpty ? "-" : InertText.of(text), to: columns), to: columns)
  }
}
