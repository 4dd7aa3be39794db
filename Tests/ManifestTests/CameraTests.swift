import Diagnostics
import Manifest
import Settings
import Testing

@Suite struct CameraTests {
  @Test func `the defaults for cameras flow into each, below what it says itself`() throws {
    let tree = expect(
      [],
      in: [
        "base.yaml": manifest("Profile", "base", "cameraDefaults: {protocol: hikvision, port: 8000, username: admin}"),
        "nvr-1.yaml": manifest(
          "Recorder", "nvr-1",
          "extends: [base]\ncameraDefaults: {port: 8001}\ncameras:\n  - {channel: 2, name: dock, address: 10.0.0.2, port: 9000}\n"
            + "  - {channel: 1, name: gate, address: 10.0.0.1}"),
      ])
    let cameras = try #require(tree.recorders.first?.settings.first { $0.setting == "cameras" })
    #expect(cameras.items.map(\.item) == ["2", "1"])
    #expect(cameras.items.map { $0["cameras[].port"]?.value.text } == ["9000", "8001"])
    #expect(cameras.items.map { $0["cameras[].port"]?.layer } == ["recorder nvr-1", "recorder nvr-1"])
    #expect(cameras.items.map { $0["cameras[].protocol"]?.layer } == ["profile base", "profile base"])
  }

  @Test func `lists of cameras merge by channel`() throws {
    let tree = expect(
      [],
      in: [
        "base.yaml": manifest("Profile", "base", "cameras: [{channel: 1, name: one, address: 10.0.0.1}]"),
        "nvr-1.yaml": manifest(
          "Recorder", "nvr-1",
          "extends: [base]\ncameras: [{channel: 2, name: two, address: 10.0.0.2}, {channel: 1, name: own}]"),
      ])
    let cameras = try #require(tree.recorders.first?.settings.first { $0.setting == "cameras" })
    #expect(cameras.items.map(\.item) == ["1", "2"])
    #expect(cameras.items.first?["cameras[].name"]?.value.text == "own")
    #expect(cameras.items.first?["cameras[].address"]?.value.text == "10.0.0.1")
  }

  @Test func `a channel declared twice shows both places by name`() throws {
    let tree = expect(
      ["NVR0412"],
      inSpec:
        "identity: {model: DS-7604NI-K1/4P}\ncameras:\n  - {channel: 3, name: dock, address: 10.0.0.1}\n  - {channel: ▸3, name: yard, address: 10.0.0.2}"
    )
    let found = try #require(tree.diagnostics.first)
    #expect(found.label == "again here (\"yard\")")
    #expect(found.related.map(\.text) == ["first here (\"dock\")"])
    #expect(found.help == ["free channels on DS-7604NI-K1/4P: 1, 2, 4"])
  }

  @Test func `a camera without a channel is one mistake`() {
    expect(["NVR0411"], inSpec: "cameras: [▸{name: dock, address: 10.0.0.1}]")
    expect(["NVR0107"], inSpec: "cameras: [{▸chanel: 1, name: dock, address: 10.0.0.1}]")
  }

  @Test func `addresses and serials are used once`() {
    expect(
      ["NVR0415"],
      inSpec: "cameras:\n  - {channel: 1, address: 10.0.0.1, name: a}\n  - {channel: 2, address: ▸10.0.0.1, name: b}")
    expect(
      ["NVR0416"],
      inSpec:
        "cameras:\n  - {channel: 1, address: 10.0.0.1, name: a, serial: \"A12345678\"}\n"
        + "  - {channel: 2, address: 10.0.0.2, name: b, serial: ▸\"A12345678\"}")
    expect(
      ["NVR0415"],
      inSpec: "network: {address: 10.0.0.9/24}\ncameras: [{channel: 1, address: ▸10.0.0.9, name: a}]")
  }

  @Test func `two pictures of one camera are told apart by their inputs`() {
    expect(
      [],
      inSpec: "cameras:\n  - {channel: 1, address: 10.0.0.1, name: a, serial: \"A12345678\"}\n"
        + "  - {channel: 2, address: 10.0.0.1, name: b, serial: \"A12345678\", input: 2}")
  }

  @Test func `a protocol that may be misspelt is warned of, and any other name is left to the recorder`() {
    expect(["NVR0418"], inSpec: "cameras: [{channel: 1, address: 10.0.0.1, protocol: ▸hikvison}]")
    expect([], inSpec: "cameras: [{channel: 1, address: 10.0.0.1, protocol: Axis}]")
  }

  @Test func `a recorder is not looked for in the network behind recorders`() {
    let text = "metadata: {name: ▸nvr-1}\nspec:\n  connect: {addresses: [192.168.254.2]}\n"
    expect(["NVR0234"], in: ["nvr-1.yaml": "apiVersion: nvrctl/v1\nkind: Recorder\n" + text])
  }

  @Test func `a channel beyond those of the model is refused, with the free ones`() throws {
    let tree = expect(
      ["NVR0414"],
      inSpec: "identity: {model: DS-7604NI-K1/4P}\ncameras:\n  - {channel: 2, name: a, address: 10.0.0.1}\n"
        + "  - {channel: ▸5, name: b, address: 10.0.0.2}")
    #expect(tree.diagnostics.first?.help == ["free channels on DS-7604NI-K1/4P: 1, 3, 4"])
  }

  @Test func `an empty list is refused unless removal is asked for twice`() {
    expect(["NVR0413"], inSpec: "cameras: ▸[]")
    expect(["NVR0413"], inSpec: "users: ▸[]\nunmanaged: {users: ignore}")
    let tree = expect([], inSpec: "cameras: []\nunmanaged: {cameras: remove}")
    let cameras = tree.recorders.first?.settings.first { $0.setting == "cameras" }
    #expect(cameras?.items == [] && cameras?.unmanaged == .remove)
  }
}
