import ArgumentParser
import Host
import ISAPI
import Planner
import Simulator

/// What a simulated recorder is like.
struct SimulatedRecorderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A snapshot; the recorder is a twin of the one it was taken of.", valueName: "file"))
  var seed: String?

  @Option(help: "The model, as printed on the label.")
  var model = "DS-7608NI-K2/8P"

  @Option(help: "How its firmware writes documents: A (version 1) or B (version 2).")
  var family = Family.a

  @Option(help: "The short serial number.")
  var serial = "0123454821"

  @Option(help: "The MAC address.")
  var mac = "44:19:b6:00:a0:3f"

  @Flag(help: "Begin without an administrator, as out of the box.")
  var inactive = false

  @Flag(help: "Begin used and misconfigured, with old users and wrong cameras.")
  var used = false

  @Option(
    help: ArgumentHelp(
      "The variable that holds the admin password (default: \(Self.usualPassword)).", valueName: "name"))
  var passwordEnv: String?

  @Option(help: ArgumentHelp("The address after a full reset (default: where it listens).", valueName: "ip"))
  var defaultAddress: String?

  @Flag(help: "A full reset keeps the password, as some firmware does.")
  var resetKeepsPassword = false

  @Option(help: "How long a restart takes.")
  var bootSeconds = 5.0

  @Option(help: "Milliseconds that every answer takes longer, as over a slow line.")
  var latency = 0

  @Option(help: "How many cameras stand around, at .21 and up of its network.")
  var cameras = 4

  /// What a simulated recorder's password is where none is given.
  private static let usualPassword = "Simulated-12"

  func validate() throws {
    guard RecorderModel(model) != nil else { throw ValidationError("\"\(model)\" is not the model of a recorder") }
    guard (0...64).contains(cameras) else { throw ValidationError("--cameras takes 0 to 64") }
    guard (0.1...3600).contains(bootSeconds) else { throw ValidationError("--boot-seconds takes 0.1 to 3600") }
    guard (0...10_000).contains(latency) else { throw ValidationError("--latency takes 0 to 10000") }
  }

  /// Where the password comes from, for the person who is to use it.
  var passwordSource: String { passwordEnv.map { "from \($0)" } ?? Self.usualPassword }

  /// The recorder that begins at an address, a twin where there is a snapshot.
  func seed(at host: String, twinOf snapshot: RecordedSnapshot?, environment: [String: String]) throws -> RecorderSeed {
    guard let snapshot else { return try seed(at: host, environment: environment) }
    var seed = RecorderSeed.twin(of: snapshot, password: inactive ? nil : try password(in: environment))
    adjust(&seed, at: host)
    return seed
  }

  private func adjust(_ seed: inout RecorderSeed, at host: String) {
    seed.behavior.defaultAddress =
      defaultAddress.map { InterfaceAddress($0, gateway: neighbour(of: $0, 1)) } ?? address(at: host)
    if resetKeepsPassword { seed.behavior.fullReset = .keepsPassword }
    seed.behavior.timings = Timings.scaled(by: bootSeconds / Self.usualBootSeconds)
    seed.behavior.latency = .milliseconds(latency)
  }

  private func address(at host: String) -> InterfaceAddress {
    InterfaceAddress(host, prefix: host.hasPrefix("127.") ? 8 : 24, gateway: neighbour(of: host, 1))
  }

  private func seed(at host: String, environment: [String: String]) throws -> RecorderSeed {
    guard let model = RecorderModel(model) else { throw Problem("\"\(model)\" is not a model", status: .usage) }
    let profile = RecorderProfile(model: model, family: family, shortSerial: serial, mac: mac)
    var seed = try base(profile, address(at: host), environment)
    adjust(&seed, at: host)
    seed.cameras = population(around: host)
    return seed
  }

  private func base(
    _ profile: RecorderProfile, _ address: InterfaceAddress, _ environment: [String: String]
  ) throws -> RecorderSeed {
    if inactive { return .factoryFresh(profile) }
    let password = try password(in: environment)
    return used
      ? .used(profile, at: address, password: password, cameras: population(around: address.address))
      : .activated(profile, at: address, password: password)
  }

  private func password(in environment: [String: String]) throws -> Secret {
    guard let name = passwordEnv else { return Secret(Self.usualPassword) }
    guard let value = environment[name], !value.isEmpty else {
      throw Problem(
        "the variable \(name) is not set", advice: ["set it to the password of the recorder"], status: .usage)
    }
    return Secret(value)
  }

  private func population(around host: String) -> [SimulatedCamera] {
    (0..<cameras).map { index in
      let number = String(7701 + index)
      return SimulatedCamera(
        at: neighbour(of: host, 21 + index), password: "Camera-12",
        serial: "DS-2CD2386G2-IU20230601AAWR" + String(repeating: "0", count: 10 - number.count) + number)
    }
  }

  private func neighbour(of host: String, _ last: Int) -> String {
    host.split(separator: ".").dropLast().joined(separator: ".") + ".\(last)"
  }

  /// What `Timings()` takes from the request to the last phase of a restart.
  private static let usualBootSeconds = 57.0
}

extension Family: ExpressibleByArgument {
  /// Reads the letter, however it is written.
  package init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}
