import Host
import ISAPI
import Settings
import Diagnostics
import Manifest
import Testing

@Suite struct SpecTests {
  @Test func `an unknown key names the nearest and the allowed ones`() {
    let tree = expect(["NVR0107"], inSpec: "▸conect: {addresses: [10.0.0.1]}")
    #expect(tree.diagnostics.first?.label == "did you mean \"connect\"?")
    let inner = expect(["NVR0107"], inSpec: "identity: {▸serail: \"012345678\"}")
    #expect(inner.diagnostics.first?.help == ["allowed here: firmware, mac, model, serial"])
  }

  @Test func `a key at the wrong place is told where it belongs`() {
    let tree = expect(["NVR0107"], inSpec: "▸burnIn: 10m")
    #expect(tree.diagnostics.first?.help.first == "it stands elsewhere:  verify.burnIn")
  }

  @Test(arguments: ["null", "~"])
  func `a key without a value is refused`(_ null: String) {
    expect(["NVR0111"], inSpec: "reset: ▸\(null)")
    expect(["NVR0111"], inSpec: "connect:\n  addresses:\n    - 10.0.0.1\n    - ▸\(null)")
    expect(["NVR0111"], inSpec: "identity: ▸\(null)")
    expect(["NVR0111"], inSpec: "admin: {password: {env: ▸\(null)}}")
  }

  @Test func `an empty value is refused behind its key`() {
    expect(["NVR0111"], inSpec: "reset:▸\ndeviceName: x")
  }

  @Test func `a wrong container is one mistake`() {
    expect(["NVR0112"], inSpec: "identity: ▸[a, b]")
    expect(["NVR0112"], inSpec: "verify: ▸10m")
    expect(["NVR0120"], inSpec: "extends: ▸hardened")
    expect(["NVR0120"], inSpec: "connect: {addresses: ▸10.0.0.1}")
  }

  @Test func `poisoned values are said nothing more about`() {
    expect(["NVR0009", "NVR0010"], inSpec: "identity: {serial: ▸&s \"012345678\"}\ndeviceName: ▸*s")
    expect(["NVR0012"], inSpec: "reset: ▸!custom sometimes")
    expect(["NVR0012"], inSpec: "connect: ▸!custom {addresses: [10.0.0.1]}")
  }

  @Test func `truth values and numbers in other spellings are told how to be written`() {
    let truth = expect(["NVR0120"], inSpec: "services: {upnp: {enabled: ▸yes}}")
    #expect(truth.diagnostics.first?.label == "write true")
    let number = expect(["NVR0120"], inSpec: "services: {http: {port: ▸\"80\"}}")
    #expect(number.diagnostics.first?.label == "write 80")
    let service = expect(["NVR0112"], inSpec: "services: {upnp: ▸off}")
    #expect(service.diagnostics.first?.help == ["write:  upnp: {enabled: false}"])
  }

  @Test func `a serial must be quoted text`() {
    let tree = expect(["NVR0120"], inSpec: "identity: {serial: ▸0123454821}")
    #expect(tree.diagnostics.first?.help == ["in quotes it is text:  \"0123454821\""])
  }

  @Test func `values of their own form are checked`() {
    expect(["NVR0122"], inSpec: "identity: {mac: ▸44:19:b6:00:a0}")
    expect(["NVR0122"], inSpec: "identity: {firmware: ▸newest}")
    expect(["NVR0124"], inSpec: "reset: ▸always")
    expect(["NVR0122"], inSpec: "connect: {addresses: [10.0.0.1, ▸\"ftp://10.0.0.1\"]}")
    expect(["NVR0122"], inSpec: "network: {confirmWindow: ▸10s}")
    expect(["NVR0122"], inSpec: "verify: {burnIn: ▸ten}")
    expect(["NVR0124"], inSpec: "unmanaged: {cameras: ▸delete}")
  }

  @Test func `a password in the file is refused and not shown`() {
    let tree = expect(["NVR0305"], inSpec: "admin: {password: ▸Sup3r-Secret-9}")
    #expect(tree.diagnostics.allSatisfy { $0.hidesText && !$0.message.contains("Sup3r") })
    #expect(tree.diagnostics.first?.help.first == "write instead:  password: {env: NVR_1_ADMIN}")
    for merged in tree.merged {
      #expect(!RenderedRecorder(merged, detail: .explained).text.contains("Sup3r"))
    }
  }

  @Test func `the declaration holds what is written`() throws {
    let tree = expect(
      [],
      inSpec: """
        identity: {serial: "0123454821", mac: 44-19-B6-00-A0-3F, model: DS-7608NI-K2/8P, firmware: ">=4.30.085 <5"}
        reset: never
        protect: [footage]
        connect: {addresses: [10.20.30.10, "http://192.168.1.64:8080"], secondWayIn: none}
        admin: {username: operator, password: {env: NEW}, previousPassword: {file: old.txt}}
        network: {confirmWindow: 3m}
        verify: {burnIn: 10m, camerasOnline: all, recording: none, clockOffset: 1500ms}
        """)
    let recorder = try #require(tree.recorders.first)
    #expect(recorder.identity.serial == "0123454821")
    #expect(recorder.identity.mac == "44:19:b6:00:a0:3f")
    #expect(recorder.reset == .never)
    #expect(recorder.protected == ["footage"])
    #expect(recorder.addresses.map(\.description) == ["https://10.20.30.10", "http://192.168.1.64:8080"])
    #expect(recorder.secondWayIn == .none)
    #expect(recorder.account.username == "operator")
    #expect(recorder.account.password == .environment("NEW"))
    #expect(recorder.confirmWindow == 180)
    #expect(recorder.verification.burnIn == 600)
    #expect(recorder.verification.camerasOnline && !recorder.verification.recording)
    #expect(recorder.verification.clockOffset == 1.5)
  }
}
