import ArgumentParser
import Diagnostics
import Host
import ISAPI
import Planner
import Simulator

/// Runs a simulated recorder that any HTTP client can talk to.
struct SimulateCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Run a simulated recorder on a loopback address, until Ctrl-C.",
    discussion: """
      Example:
        nvrctl simulate --listen 127.0.0.64:18080 --inactive
        curl http://127.0.0.64:18080/SDK/activateStatus
        nvrctl simulate --seed riverside.nvrsnap

      Its address is the one it listens at; when the address is changed, the socket
      moves along. The port stays, as behind a port forward. A twin, which --seed
      makes of a snapshot, believes in its own address and stays where it listens.
      """)

  @Option(help: "Address and port to listen at; port 0 takes a free one.")
  var listen = "127.0.0.64:18080"

  @OptionGroup var recorder: SimulatedRecorderOptions

  @Flag(help: "Speak HTTPS, with a self-signed certificate.")
  var tls = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard let place, place.host.allSatisfy({ $0.isNumber || $0 == "." }) else {
      throw ValidationError("\"\(listen)\" is not an IPv4 address with a port, such as 127.0.0.64:18080")
    }
  }

  private var place: DeviceAddress? {
    if listen.contains("/") { return nil }
    if listen.hasSuffix(":0") {
      return DeviceAddress(.http, writtenAs: String(listen.dropLast(2))).map { DeviceAddress(.http, $0.host, port: 0) }
    }
    return DeviceAddress(.http, writtenAs: listen)
  }

  func run(in context: CommandContext) async throws -> ExitStatus {
    guard let place else { throw Problem("\"\(listen)\" is not an address", status: .usage) }
    let snapshot = try recorder.seed.map {
      try SnapshotFile.snapshot(in: context.files.read($0, limit: SnapshotFile.sizeLimit))
    }
    let seed = try recorder.seed(at: place.host, twinOf: snapshot, environment: context.environment)
    let simulated = SimulatedRecorder(seed, clock: context.clock)
    let events = simulated.events
    let placement = place.isOnThisMachine && snapshot == nil ? Placement.loopback : .fixed(place.host)
    do {
      try await withHTTPFront(simulated, port: place.port, scheme: tls ? .https : .http, placement: placement) {
        front in
        let address = try await front.address
        context.console.result(greeting(simulated, at: address, twinOf: snapshot, width: context.console.width))
        for await event in events { context.console.progress(InertText.of(event.line) + "\n") }
      }
    } catch is CancellationError {
      return .done
    } catch {
      throw Problem(
        "cannot listen at \(listen)", facts: ["\(error)"], advice: ["choose another address or port"], status: .failed)
    }
    return .done
  }

  private func greeting(
    _ simulated: SimulatedRecorder, at address: DeviceAddress, twinOf snapshot: RecordedSnapshot?, width: Int
  ) -> String {
    let login =
      simulated.isActivated
      ? "user admin, password \(recorder.passwordSource)" : "no administrator yet: it waits for activation"
    let insecure = tls ? "--insecure " : ""
    let next =
      simulated.isActivated
      ? "curl \(insecure)--digest --user admin \(address)/ISAPI/System/deviceInfo"
      : "curl \(insecure)\(address)/SDK/activateStatus"
    return """
      \(InertText.of("\(simulated.profile.model)"))  serial \(InertText.of(simulated.profile.shortSerial))  family \
      \(simulated.profile.family.rawValue)
      \(twinLines(of: snapshot, width: width))\(login)
      Ready at \(address); Ctrl-C ends it.
      Next:  \(next)

      """
  }
}

extension SimulateCommand {
  /// What a twin is and is not; empty for a recorder that is nobody's twin.
  fileprivate func twinLines(of snapshot: RecordedSnapshot?, width: Int) -> String {
    guard let snapshot else { return "" }
    let coverage = TwinCoverage(snapshot)
    let head = "A twin, as read \(RunTime.minute(snapshot.takenAt)) UTC."
    let kept =
      coverage.kept.isEmpty
      ? "Every document of the snapshot is modelled."
      : "Not modelled, kept as recorded: \(coverage.kept.map(\.target).joined(separator: ", "))"
    let lines = [head, InertText.of(kept)].flatMap { FittedText.lines($0, width: min(width, 80)) }
    return lines.map { $0 + "\n" }.joined()
  }
}

extension DeviceAddress {
  /// Reads `host:port` with a scheme that is not written.
  fileprivate init?(_ scheme: Scheme, writtenAs text: String) { self.init("\(scheme.rawValue)://\(text)") }
}

extension RecorderEvent {
  /// The event as a line of progress.
  fileprivate var line: String {
    switch self {
    case .request(let entry): "\(entry)"
    case .rebootBegan: "- reboot"
    case .phase(let phase): "- \(phase)"
    case .moved(let binding): "- now at \(binding.address)"
    case .certificateChanged: "- new certificate"
    }
  }
}
