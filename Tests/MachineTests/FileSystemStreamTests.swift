import Glibc
import Host
import Machine
import TestSupport
import Testing

/// What a path may lead to besides files and folders.
@Suite struct FileSystemStreamTests {
  @Test func `pipes and devices are streams`() async throws {
    try await TemporaryFolder.with { folder in
      #expect(mkfifo(folder + "/pipe.yaml", 0o600) == 0)
      #expect(LocalFileSystem().kind(of: folder + "/pipe.yaml") == .stream)
      #expect(LocalFileSystem().kind(of: "/dev/null") == .stream)
      #expect(LocalFileSystem().kind(of: folder) == .folder)
    }
  }

  @Test func `what is written to a device goes to the device`() async throws {
    try await TemporaryFolder.with { folder in
      for device in ["null", "full"] { #expect(symlink("/dev/\(device)", "\(folder)/\(device)") == 0) }
      try LocalFileSystem().write(Array("a".utf8), to: folder + "/null")
      #expect(throws: FileError.self) { try LocalFileSystem().write(Array("a".utf8), to: folder + "/full") }
      #expect(LocalFileSystem().kind(of: folder + "/null") == .stream)
      #expect(LocalFileSystem().kind(of: folder + "/full") == .stream)
    }
  }
}
