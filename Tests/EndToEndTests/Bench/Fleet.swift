import Host
import Simulator
import Testing

/// Manifests and recorders made for one test.
enum Fleet {
  /// One recorder with sixteen cameras, declared and in reach.
  static func sixteenCameras() throws -> (bench: CommandBench, recorder: SimulatedRecorder) {
    let model = try #require(RecorderModel("DS-7716NI-K4"))
    var seed = RecorderSeed(RecorderProfile(model: model, family: .a))
    seed.password = Secret(Example.password)
    seed.address = InterfaceAddress("10.20.30.10", gateway: "10.20.30.1")
    seed.cameras = (1...16).map { number in
      SimulatedCamera(
        at: "10.20.30.\(20 + number)", password: "Camera-pier-9",
        serial: "DS-2CD2386G2-IU20230101AAWR00000077\(10 + number)")
    }
    let cameras = (1...16).map { "    - {channel: \($0), name: \"camera \($0)\", address: 10.20.30.\(20 + $0)}\n" }
    let manifest = """
      apiVersion: nvrctl/v1
      kind: Recorder
      metadata:
        name: big
      spec:
        identity: {serial: "0123454821"}
        connect: {addresses: [10.20.30.10]}
        admin: {password: {env: ADMIN}}
        time: {zone: Europe/Oslo, ntp: [10.20.30.1]}
        services:
          upnp: {enabled: false}
          hikConnect: {enabled: false}
          ssh: {enabled: false}
        cameraDefaults:
          protocol: hikvision
          port: 8000
          username: admin
          password: {env: CAMERAS}
          record: {mode: continuous}
        cameras:

      """
    let bench = CommandBench(
      files: InMemoryFileSystem(["fleet/big.yaml": manifest + cameras.joined()]),
      environment: ["ADMIN": Example.password, "CAMERAS": "Camera-pier-9"])
    let recorder = SimulatedRecorder(seed, clock: bench.clock)
    bench.network.plugIn(recorder)
    return (bench, recorder)
  }
}
