import CProcess
import Glibc

/// The memory of this process, in which secrets stand in clear while it runs.
package enum ProcessMemory {
  /// Keeps it to this process: no core is left, no other process of the user may look in, and the report that Swift
  /// prints of a crash, with what stood in registers and around, is left out unless `SWIFT_BACKTRACE` asks for it.
  package static func close() {
    nvrctl_close_memory()
    guard getenv("SWIFT_BACKTRACE") == nil else { return }
    for number in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] { signal(number, SIG_DFL) }
  }
}
