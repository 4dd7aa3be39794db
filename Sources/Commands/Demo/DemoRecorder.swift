import Device
import Host
import ISAPI
import Simulator

/// The used recorder of the demo, and the little network that it is alone on.
struct DemoRecorder: Sendable {
  let recorder: SimulatedRecorder

  /// What the manifests of the demo refer to, and what the recorder had before.
  enum Password {
    static let new = "Harbor-7-lights"
    static let old = "Old-harbor-7x"
    static let cameras = "Camera-pier-9"

    static let all = [new, old, cameras]
  }

  /// The serial that the manifests declare.
  static let serial = "0123454821"
  /// Where the manifests want the recorder.
  static let address = "10.20.30.10"

  /// A recorder that had another life; nil only if its model were not one that exists.
  init?(clock: any WallClock) {
    guard let model = RecorderModel("DS-7608NI-K2/8P") else { return nil }
    var seed = RecorderSeed(RecorderProfile(model: model, family: .a, shortSerial: Self.serial))
    seed.password = Secret(Password.old)
    seed.address = InterfaceAddress(Self.address, gateway: "10.20.30.1")
    seed.users = [SeedUser("guest2", level: "Viewer", password: Secret("Guest-of-2-years"))]
    seed.channels = [
      SeedChannel(1, name: "Camera 01", address: "10.20.30.21", password: Secret("Forgotten-1")),
      SeedChannel(5, name: "attic", address: "10.20.30.77", password: Secret("Forgotten-1")),
    ]
    seed.cameras = [("21", "7701"), ("22", "7702"), ("23", "7703"), ("24", "7731")].map { host, number in
      SimulatedCamera(
        at: "10.20.30.\(host)", password: Password.cameras, serial: "DS-2CD2386G2-IU20230101AAWR000000\(number)")
    }
    seed.clockSkew = 4000
    recorder = SimulatedRecorder(seed, clock: clock)
  }

  /// What the demo's environment holds.
  static let environment = [
    "RIVERSIDE_NVR_ADMIN": Password.new, "RIVERSIDE_NVR_ADMIN_OLD": Password.old,
    "RIVERSIDE_CAMERAS": Password.cameras,
  ]

  /// Finds nobody but the recorder; a demo has no business on the real network.
  var discovery: SimulatedDiscovery {
    let segment = SimulatedNetwork(clock: recorder.clock)
    segment.plugIn(recorder)
    return SimulatedDiscovery(on: segment)
  }

  /// Serves the recorder on loopback sockets, HTTP and HTTPS, for as long as the body runs.
  func serving<Result: Sendable>(_ body: (any DeviceDialer) async throws -> Result) async throws -> Result {
    let placement = Placement(DemoNetwork.loopback)
    return try await withHTTPFront(recorder, scheme: .http, placement: placement) { http in
      try await withHTTPFront(recorder, scheme: .https, placement: placement) { https in
        let ports = (http: try await http.address.port, https: try await https.address.port)
        return try await body(DemoNetwork(recorder: recorder, ports: ports))
      }
    }
  }
}

/// A network with one recorder: its addresses lead to loopback sockets, and at all others nobody answers.
struct DemoNetwork: DeviceDialer {
  private let recorder: SimulatedRecorder
  private let sockets: SocketDialer

  init(recorder: SimulatedRecorder, ports: (http: Int, https: Int)) {
    self.recorder = recorder
    sockets = SocketDialer { address in
      (host: Self.loopback(address.host), port: address.scheme == .http ? ports.http : ports.https)
    }
  }

  func connect(to address: DeviceAddress, trust: any CertificateTrust) async throws -> any DeviceConnection {
    guard recorder.binding.address == address.host else {
      throw TransportError(.unreachable, address: address, detail: "no route to host")
    }
    return try await sockets.connect(to: address, trust: trust)
  }

  /// The same address with 127 in front, which every Linux machine has.
  static func loopback(_ address: String) -> String {
    let parts = address.split(separator: ".")
    return parts.count == 4 ? (["127"] + parts.dropFirst()).joined(separator: ".") : "127.0.0.1"
  }
}
