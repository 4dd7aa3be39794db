import FoundationEssentials

/// The programs that are measured, and what they are measured with.
struct Tools {
  private let path: String
  /// Python, where there is one.
  let python: Python?
  /// Whether curl is there.
  let hasCurl: Bool
  private let environment: [String: String]

  /// The passwords of the simulated recorders and of the cameras around them.
  private static let passwords = ["BENCHMARK_ADMIN": "Simulated-12", "BENCHMARK_CAMERAS": "Camera-12"]

  /// The release build of nvrctl at a path, keeping its ledgers and runs in a folder of their own.
  init(nvrctl path: String, stateFolder: String) {
    self.path = path
    let inherited = ProcessInfo.processInfo.environment.filter { ["PATH", "HOME", "LANG"].contains($0.key) }
    environment = inherited.merging(["SWIFT_BACKTRACE": "enable=no", "NVRCTL_STATE_DIR": stateFolder]) { $1 }
    hasCurl = (try? Program("curl", ["--version"], environment: inherited).run().status) == 0
    python = Python(environment: inherited)
  }

  /// nvrctl with these arguments.
  func nvrctl(_ arguments: String...) -> Program {
    Program(path, arguments, environment: environment.merging(Self.passwords) { $1 })
  }

  /// curl with these arguments.
  func curl(_ arguments: [String]) -> Program { Program("curl", arguments, environment: environment) }

  /// What signs curl in to a simulated recorder.
  static var login: String { "admin:\(passwords["BENCHMARK_ADMIN"] ?? "")" }
}

/// A Python interpreter.
struct Python {
  private let path: String
  private let environment: [String: String]
  /// Its ways to read YAML safely: in Python, and by the libyaml that nvrctl uses too.
  let yamlLoaders: [String]

  /// Finds the interpreter itself, not a script that chooses one; nil where there is none.
  init?(environment: [String: String]) {
    let question = """
      import sys
      print(sys.executable)
      try:
          import yaml
          print("SafeLoader")
          if yaml.__with_libyaml__: print("CSafeLoader")
      except ImportError: pass
      """
    guard let run = try? Program("python3", ["-c", question], environment: environment).run(), run.status == 0,
      let path = run.text.split(separator: "\n").first
    else { return nil }
    self.path = String(path)
    self.environment = environment
    yamlLoaders = run.text.split(separator: "\n").dropFirst().map(String.init)
  }

  /// The interpreter with these arguments.
  func program(_ arguments: String...) -> Program { Program(path, arguments, environment: environment) }
}
