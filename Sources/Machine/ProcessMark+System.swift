import FoundationEssentials
import Glibc
package import Host

extension ProcessMark {
  /// This process.
  package static let current: ProcessMark = {
    let id = getpid()
    return ProcessMark(host: ProcessInfo.processInfo.hostName, id: id, start: start(of: id) ?? "")
  }()

  /// Whether the process runs on this machine: the same number with another start is another process.
  var isRunning: Bool { Self.start(of: id) == start }

  /// When a process of this machine started; nil where there is none, or only the remains of one.
  ///
  /// Clock ticks since the machine started (proc(5), `stat`), so the start of the machine belongs to it.
  private static func start(of id: Int32) -> String? {
    // The name of the program stands in brackets and may hold anything, brackets too.
    guard let fields = text(of: "/proc/\(id)/stat")?.split(separator: ")").last?.split(separator: " "),
      fields.count > 19, !["Z", "X"].contains(fields[0])
    else { return nil }
    let machine = text(of: "/proc/sys/kernel/random/boot_id")?.prefix(8) ?? ""
    return "\(machine)-\(fields[19])"
  }

  private static func text(of file: String) -> String? {
    (try? OpenFile(file, O_RDONLY).readAll(limit: 4096)).map { String(decoding: $0, as: UTF8.self) }
  }
}
