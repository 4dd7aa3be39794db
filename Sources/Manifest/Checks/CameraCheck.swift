import Diagnostics
import ISAPI
import Settings
import YAML

/// Checks the cameras of one recorder against each other, its model and its site.
struct CameraCheck {
  private let recorder: RecorderDeclaration
  private let site: SiteFacts?
  private let cameras: [DesiredItem]
  private let spec: Node

  /// Takes a recorder with its cameras, and the merged `spec` both were read from.
  init(_ recorder: RecorderDeclaration, cameras: [DesiredItem], spec: Node, site: SiteFacts?) {
    self.recorder = recorder
    self.cameras = cameras
    self.spec = spec
    self.site = site
  }

  func check(into bag: inout DiagnosticBag) {
    checkChannels(into: &bag)
    let own = recorder.field("network.address")
    var serials: [String: DesiredField] = [:]
    var addresses: [String: DesiredField] = [:]
    for camera in cameras {
      // A camera with several lenses is on several channels, told apart by the input, or by the port.
      let input = " input " + (camera["cameras[].input"]?.value.text ?? "1")
      if let serial = camera["cameras[].serial"] {
        if let first = serials[serial.value.text + input] {
          bag.report(.serialTwice(serial, first: first.range))
        } else {
          serials[serial.value.text + input] = serial
        }
      }
      if let address = camera["cameras[].address"] {
        let way = address.value.text + ":" + (camera["cameras[].port"]?.value.text ?? "") + input
        if let first = addresses[way] {
          let help = "the second picture of one camera is told by  input: 2"
          bag.report(.addressTwice(address, first: first.range, help: [help]))
        } else {
          addresses[way] = address
          check(address, besides: own, into: &bag)
        }
      }
    }
  }

  private func check(_ field: DesiredField, besides own: DesiredField?, into bag: inout DiagnosticBag) {
    guard let address = IPv4Address(field.value.text) else { return }
    if let own, IPv4Interface(own.value.text)?.address == address {
      bag.report(.addressOfRecorder(field, own: own.range))
    } else if let site, let pools = site.pools, let pool = site.pool(containing: address) {
      bag.report(.inPool(address, pool, at: field.range, pools: pools.range))
    }
  }

  private func checkChannels(into bag: inout DiagnosticBag) {
    guard let model = recorder.identity.model.map({ ModelName($0) }), let count = model.cameraChannels else { return }
    let used = Set(cameras.compactMap { $0.item.flatMap { Int($0) } })
    for camera in cameras {
      guard let channel = camera.item.flatMap({ Int($0) }), channel > count else { continue }
      bag.report(
        .noSuchChannel(
          channel, of: model.description, count, advice: model.freeChannels(besides: used),
          at: place(of: channel) ?? recorder.range))
    }
  }

  private func place(of channel: Int) -> SourceRange? {
    spec["cameras"]?.items?.lazy.compactMap { $0["channel"] }.first { $0.integer == channel }?.range
  }
}

extension Diagnostic {
  static func addressTwice(_ field: DesiredField, first: SourceRange, help: [String] = []) -> Self {
    .error(
      "NVR0415", "the address \(field.value.text) is used twice", at: field.range, label: "again here",
      related: [Related(first, "first here")],
      help: help)
  }

  static func serialTwice(_ field: DesiredField, first: SourceRange) -> Self {
    .error(
      "NVR0416", "the serial \(field.value.text) is used twice", at: field.range, label: "again here",
      related: [Related(first, "first here")])
  }

  fileprivate static func addressOfRecorder(_ field: DesiredField, own: SourceRange) -> Self {
    .error(
      "NVR0415", "\(field.value.text) is the address of the recorder itself", at: field.range,
      related: [Related(own, "the recorder's address")])
  }

  fileprivate static func noSuchChannel(
    _ channel: Int, of model: String, _ count: Int, advice: String?, at range: SourceRange
  ) -> Self {
    .error(
      "NVR0414", "channel \(channel) is beyond the \(count) of \(model)", at: range,
      help: [advice].compactMap(\.self))
  }
}
