import Glibc

/// What work costs, in time of this thread alone, so that a busy machine changes little.
package enum Effort {
  /// Seconds of the processor for a body, the least of a few tries.
  package static func seconds(_ body: () -> Void) -> Double {
    (0..<3).map { _ in
      let start = threadTime()
      body()
      return threadTime() - start
    }.min() ?? 0
  }

  /// How many times more a body costs with an input eight times as large: about 8 where it grows with it, 64 where it
  /// grows with the square.
  package static func growth(from size: Int, _ body: (_ size: Int) -> Void) -> Double {
    let small = seconds { body(size) }
    let large = seconds { body(8 * size) }
    return large / max(small, 1e-4)
  }

  private static func threadTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
