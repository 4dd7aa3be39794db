import Glibc

/// Measures nvrctl beside other programs and prints tables: `benchmarks <nvrctl> [<subject> ...]`.
@main
struct Benchmarks {
  /// What can be measured, in the order it is.
  private enum Subject: String, CaseIterable {
    case startUp = "start-up"
    case validate
    case plan
    case fleet

    func table(_ tools: Tools) throws -> Table {
      switch self {
      case .startUp: try StartUp(tools: tools).table()
      case .validate: try Validation(tools: tools).table()
      case .plan: try LivePlan(tools: tools).table()
      case .fleet: try FleetPlan(tools: tools).table()
      }
    }
  }

  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    let wanted = arguments.dropFirst().map(Subject.init(rawValue:))
    guard let nvrctl = arguments.first, !wanted.contains(nil) else {
      let names = Subject.allCases.map(\.rawValue).joined(separator: "|")
      say("usage: benchmarks <nvrctl> [\(names)] ...\n", to: STDERR_FILENO)
      exit(64)
    }
    do {
      try ScratchFolder.with { folder in
        let tools = Tools(nvrctl: nvrctl, stateFolder: folder.path("state"))
        say(machine)
        for subject in Subject.allCases where wanted.isEmpty || wanted.contains(subject) {
          say(try subject.table(tools).text)
        }
        say("\n" + machine)
      }
    } catch {
      say("\(error)\n", to: STDERR_FILENO)
      exit(1)
    }
  }

  /// How busy the machine is, which all times depend on.
  private static var machine: String {
    var load = [0.0]
    getloadavg(&load, 1)
    return "\(sysconf(Int32(_SC_NPROCESSORS_ONLN))) processors, load \(load[0].text(places: 1))\n"
  }

  private static func say(_ text: String, to descriptor: Int32 = STDOUT_FILENO) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }
}
