package import YAML

/// One recorder after all its layers were put over each other.
package struct MergedRecorder: Sendable {
  /// The name of the `Recorder` manifest.
  package let name: String
  /// The name of its site, nil where it has none.
  package let site: String?
  /// The merged `spec`, the defaults for cameras already in each camera.
  package let spec: Node
  let layers: LayerIndex
}
