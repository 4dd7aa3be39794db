/// The files that a person names: manifests, plans, secrets, reports.
package protocol FileSystem: Sendable {
  /// What is at a path, nil where there is nothing.
  func kind(of path: String) -> FileKind?
  /// The path with every link in it followed, one for each thing; as it is where nothing is.
  func truePath(of path: String) -> String
  /// The bytes of a file; throws `FileError`, also when there are more than the limit.
  func read(_ path: String, limit: Int) throws -> [UInt8]
  /// The names directly below a folder, sorted; throws `FileError`.
  func names(in folder: String) throws -> [String]
  /// Puts a file in place as a whole, making its folder where there is none; throws `FileError`.
  func write(_ bytes: [UInt8], to path: String, for readers: FileReaders) throws
}

extension FileSystem {
  /// Puts a file in place that only its owner may read.
  package func write(_ bytes: [UInt8], to path: String) throws { try write(bytes, to: path, for: .owner) }
}

/// Who may read a file and list a folder from the moment it is there, as far as the umask lets them.
package enum FileReaders: Sendable, Hashable {
  /// What a device said, or a person declared of one, is nobody else's business.
  case owner
  case everybody
}

/// What a path leads to.
package enum FileKind: Sendable, Hashable {
  case file
  case folder
  /// A pipe, a socket or a device: read where it was named, never because it stands in a folder.
  case stream
}

/// A file that could not be read or written.
package struct FileError: Error, Sendable {
  package var path: String
  /// Why, in plain words.
  package var reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}
