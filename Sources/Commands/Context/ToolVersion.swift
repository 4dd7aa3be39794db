/// The version of this program, which plans are bound to.
package enum ToolVersion {
  package static let current = "0.1.0"
}
