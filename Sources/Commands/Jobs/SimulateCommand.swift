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

      Its address is the one it listens at; when the address is changed, the socket
      moves along. The port stays, as behind a port forward.
      """)

  @Option(help: "Address and port to listen at.")
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

  private var place: DeviceAddress? { listen.contains("/") ? nil : DeviceAddress(.http, writtenAs: listen) }

  func run(in context: CommandContext) async throws -> ExitStatus {
    guard let place else { throw Problem("\"\(listen)\" is not an address", status: .usage) }
    let seed = try recorder.seed(at: place.host, environment: context.environment)
    let simulated = SimulatedRecorder(seed, clock: context.clock)
    let events = simulated.events
    let placement = place.isOnThisMachine ? Placement.loopback : .fixed(place.host)
    do {
      try await withHTTPFront(simulated, port: place.port, scheme: tls ? .https : .http, placement: placement) {
        front in
        let address = try await front.address
        context.console.result(greeting(simulated, at: address))
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

  private func greeting(_ simulated: SimulatedRecorder, at address: DeviceAddress) -> String {
    let login =
      simulated.isActivated
      ? "user admin, password \(recorder.passwordSource)" : "no administrator yet: it waits for activation"
    let insecure = tls ? "--insecure " : ""
    let next =
      simulated.isActivated
      ? "curl \(insecure)--digest --user admin \(address)/ISAPI/System/deviceInfo"
      : "curl \(insecure)\(address)/SDK/activateStatus"
    return """
      \(simulated.profile.model)  serial \(simulated.profile.shortSerial)  family \(simulated.profile.family.rawValue)
      \(login)
      Ready at \(address); Ctrl-C ends it.
      Next:  \(next)

      """
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
