import FoundationEssentials
import Glibc

/// What a program that came to its end has taken.
struct Run {
  /// Its exit code, or 128 and the signal that ended it.
  var status: Int32
  /// From before it was started until after it ended.
  var seconds: Double
  /// How long processors worked for it, which other load on the machine changes little.
  var processorSeconds: Double
  /// The most memory that it held at once, in megabytes of 10^6 bytes; never less than `leastMegabytes`.
  var peakMegabytes: Double
  /// What it printed on the stream that was read.
  var text: String

  /// Reads a wait status and a usage as Linux gives them.
  init(status: Int32, usage: rusage, seconds: Double, text: String) {
    let signal = status & 0x7F
    self.status = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    self.seconds = seconds
    processorSeconds = usage.ru_utime.seconds + usage.ru_stime.seconds
    peakMegabytes = usage.peakMegabytes
    self.text = text
  }

  /// What Linux counts for every child from the beginning: the peak of the memory that this program has now, which
  /// `getrusage` does not tell, as it adds what ran in this process before.
  static var leastMegabytes: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0) * 1024 / 1e6
  }
}

extension rusage {
  /// Linux counts `ru_maxrss` in KiB.
  fileprivate var peakMegabytes: Double { Double(ru_maxrss) * 1024 / 1e6 }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
