/// The bytes of one file that may hold manifests.
package struct ManifestFile: Sendable, Hashable {
  /// The name as shown: the path as the user gave it, or the path below what the user gave.
  package let name: String
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
