import Diagnostics
import ISAPI
import Settings

/// Checks what may be there once in all manifests together: serials everywhere, addresses within a site.
struct UniquenessCheck {
  private var serials: [String: SourceRange] = [:]
  private var addresses: [Place: Holder] = [:]

  private struct Place: Hashable {
    var site: String?
    var address: String
  }

  /// Who has an address.
  private struct Holder {
    var range: SourceRange
    var recorder: String
    var serial: String?
  }

  static func check(
    _ recorders: [RecorderDeclaration], cameras: [[DesiredItem]], into bag: inout DiagnosticBag
  ) {
    var check = UniquenessCheck()
    var names: Set<String> = []
    var taken: [(RecorderDeclaration, [DesiredItem])] = []
    // A recorder declared twice was reported as such: its addresses are no further mistake.
    for (recorder, cameras) in zip(recorders, cameras) where names.insert(recorder.name).inserted {
      guard check.takeSerial(of: recorder, into: &bag) else { continue }
      taken.append((recorder, cameras))
      check.takeAddress(of: recorder, into: &bag)
    }
    for (recorder, cameras) in taken { check.take(cameras, of: recorder, into: &bag) }
  }

  /// Whether the serial of a recorder is its own.
  private mutating func takeSerial(of recorder: RecorderDeclaration, into bag: inout DiagnosticBag) -> Bool {
    guard let serial = recorder.identity.serial else { return true }
    // Hyphens and letter case do not tell recorders apart.
    let folder = DeviceFolder(serial: serial).name
    if let first = serials[folder] {
      bag.report(.sameRecorder(serial, at: recorder.identity.range, first: first))
      return false
    }
    serials[folder] = recorder.identity.range
    return true
  }

  private mutating func takeAddress(of recorder: RecorderDeclaration, into bag: inout DiagnosticBag) {
    guard let field = recorder.field("network.address"), let interface = IPv4Interface(field.value.text) else { return }
    let place = Place(site: recorder.site, address: interface.address.description)
    if let first = addresses[place] {
      bag.report(.addressTwice(interface.address.description, at: field.range, first: first.range))
    } else {
      addresses[place] = Holder(range: field.range, recorder: recorder.name, serial: nil)
    }
  }

  private mutating func take(
    _ cameras: [DesiredItem], of recorder: RecorderDeclaration, into bag: inout DiagnosticBag
  ) {
    for camera in cameras {
      guard let field = camera["cameras[].address"], let address = IPv4Address(field.value.text),
        !Self.isBehindRecorder(address)
      else { continue }
      let serial = camera["cameras[].serial"]?.value.text
      let place = Place(site: recorder.site, address: address.description)
      guard let first = addresses[place] else {
        addresses[place] = Holder(range: field.range, recorder: recorder.name, serial: serial)
        continue
      }
      // Within one recorder the cameras were compared already; one camera may be bound to two recorders on purpose.
      let isSameCamera = serial != nil && first.serial == serial
      if first.recorder != recorder.name, !isSameCamera {
        bag.report(.addressTwice(field, first: first.range))
      }
    }
  }

  /// Every recorder with PoE ports has the same network behind it (domain.md P04).
  private static func isBehindRecorder(_ address: IPv4Address) -> Bool {
    NetworkCheck.cameraNetwork?.contains(address) ?? false
  }
}

extension Diagnostic {
  fileprivate static func sameRecorder(_ serial: String, at range: SourceRange, first: SourceRange) -> Self {
    .error(
      "NVR0417", "two recorders have the serial \(serial)", at: range, label: "again here",
      related: [Related(first, "first here")])
  }

  fileprivate static func addressTwice(_ address: String, at range: SourceRange, first: SourceRange) -> Self {
    .error(
      "NVR0415", "the address \(address) is used twice", at: range, label: "again here",
      related: [Related(first, "first here")])
  }
}
