import Host

/// The files of the machine, with everything written kept in memory, so that a demo leaves nothing behind.
struct DemoFiles: FileSystem {
  private let beneath: any FileSystem
  private let written = InMemoryFileSystem()

  init(over beneath: any FileSystem) { self.beneath = beneath }

  func kind(of path: String) -> FileKind? { written.kind(of: path) ?? beneath.kind(of: path) }

  func truePath(of path: String) -> String { beneath.truePath(of: path) }

  func read(_ path: String, limit: Int) throws -> [UInt8] {
    written.kind(of: path) == .file
      ? try written.read(path, limit: limit) : try beneath.read(path, limit: limit)
  }

  func names(in folder: String) throws -> [String] { try beneath.names(in: folder) }

  func write(_ bytes: [UInt8], to path: String, for readers: FileReaders) throws {
    try written.write(bytes, to: path, for: readers)
  }
}
