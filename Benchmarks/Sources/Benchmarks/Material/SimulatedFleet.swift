/// Simulated recorders on loopback addresses, one process each, and their manifests.
struct SimulatedFleet {
  /// One of them, running and ready.
  struct Member {
    var declared: DeclaredRecorder
    var process: RunningProgram
  }

  var tools: Tools
  /// The folder of the manifests.
  var path: String
  var members: [Member] = []

  /// How many seconds any of them may live, should nobody end it.
  private static let lifetime = 900
  /// The milliseconds that the line to a recorder adds to every answer.
  private static let latency = 20

  /// What the fleet is, for titles.
  var words: String {
    "\(members.count == 1 ? "1 recorder" : "\(members.count) recorders") with \(DeclaredRecorder.cameras) cameras,"
      + " \(Self.latency) ms latency"
  }

  /// Starts so many recorders, lends them out and ends them whatever happens.
  static func with<Result>(_ count: Int, of tools: Tools, _ body: (Self) throws -> Result) throws -> Result {
    try ScratchFolder.with { folder in
      var fleet = Self(tools: tools, path: folder.path("fleet"))
      defer { for member in fleet.members { member.process.end() } }
      for number in 0..<count { fleet.members.append(try start(number, of: tools)) }
      try folder.write(DeclaredRecorder.profile, to: "fleet/profiles/base.yaml")
      for member in fleet.members {
        try folder.write(member.declared.manifest, to: "fleet/recorders/\(member.declared.name).yaml")
      }
      return try body(fleet)
    }
  }

  private static func start(_ number: Int, of tools: Tools) throws -> Member {
    let host = "127.88.\(number).10"
    let declared = DeclaredRecorder(number: number, address: host, port: try FreePort.on(host))
    let simulate = tools.nvrctl(
      "simulate", "--listen", declared.place, "--model", "DS-7716NI-K4", "--serial", declared.serial,
      "--cameras", String(DeclaredRecorder.cameras), "--latency", String(latency), "--boot-seconds", "0.5")
    let process = try simulate.limited(to: lifetime).start()
    do {
      try process.read(until: "Ready at \(declared.url);", before: .now + .seconds(20))
      return Member(declared: declared, process: process)
    } catch {
      process.end()
      throw error
    }
  }
}
