import ISAPI

extension ModelName {
  /// The channels a manifest may number: those of an NVR; how many network cameras a DVR takes, its name does not tell.
  var cameraChannels: Int? { kind == .nvr ? channels : nil }

  /// A line of advice that names channels without a camera, nil where the model does not tell or none is left.
  func freeChannels(besides used: Set<Int>) -> String? {
    guard let count = cameraChannels else { return nil }
    let free = (1...count).filter { !used.contains($0) }.prefix(8).map(String.init)
    return free.isEmpty ? nil : "free channels on \(description): \(free.joined(separator: ", "))"
  }
}
