import YAML

/// Lets `cameraDefaults` flow into each camera, below what the camera says itself.
enum CameraDefaults {
  private static let key = "cameraDefaults"

  /// The `spec` with complete cameras; the defaults stay, as they were asked for.
  static func flow(into spec: Node) -> Node {
    guard let defaults = spec[key], let keys = SpecKeys.recorder["cameras"]?.item, var entries = spec.entries,
      let index = entries.firstIndex(where: { $0.name == "cameras" }), let cameras = entries[index].value.items
    else { return spec }
    let complete = cameras.map { camera -> Node in
      var merged = LayerMerge.merge(defaults, with: camera, by: keys) ?? camera
      merged.isPoisoned = camera.isPoisoned
      return merged
    }
    entries[index].value.content = .sequence(complete)
    return Node(.mapping(entries), range: spec.range, isPoisoned: spec.isPoisoned)
  }
}
