import Diagnostics
import Manifest
import Testing

@Suite struct SetTests {
  @Test func `an address in a DHCP pool of the site is refused`() {
    expect(
      ["NVR0231"],
      in: [
        "nvr-1.yaml": manifest("Recorder", "nvr-1", site: "s", "network: {address: ▸10.0.0.150/24}"),
        "site.yaml": manifest("Site", "s", "dhcpPools: [10.0.0.100-10.0.0.199]"),
      ])
  }

  @Test func `a pool that is none hides nothing of the others`() {
    expect(
      ["NVR0231", "NVR0122"],
      in: [
        "nvr-1.yaml": manifest("Recorder", "nvr-1", site: "s", "network: {address: ▸10.0.0.150/24}"),
        "site.yaml": manifest("Site", "s", "dhcpPools: [10.0.0.100-10.0.0.199, ▸10.0.0.9-10.0.0.1]"),
      ])
  }

  @Test func `a recorder that cannot be applied yet is told what is missing, once nothing else is wrong`() throws {
    let bare = [ManifestFile(name: "a.yaml", bytes: Array(manifest("Recorder", "nvr-1", "deviceName: x").utf8))]
    let remark = try #require(ManifestTree(reading: bare).checkingCompleteness().diagnostics.first)
    #expect(remark.severity == .warning)
    #expect(remark.message == "recorder \"nvr-1\" cannot be applied yet: no serial, no address, no password")
    #expect(remark.help.last == "add  admin: {password: {env: NVR_1_ADMIN}}")
    let wrong = [ManifestFile(name: "a.yaml", bytes: Array(manifest("Recorder", "nvr-1", "deviceNam: x").utf8))]
    #expect(ManifestTree(reading: wrong).checkingCompleteness().diagnostics.map(\.code) == ["NVR0107"])
  }

  @Test func `a public name server on a site without internet is warned of, at its own place`() throws {
    let tree = expect(
      ["NVR0233"],
      in: [
        "nvr-1.yaml": manifest("Recorder", "nvr-1", site: "s", "extends: [office]\nnetwork: {address: 10.0.0.15/24}"),
        "office.yaml": manifest("Profile", "office", "network: {dns: ▸[8.8.8.8]}"),
        "site.yaml": manifest("Site", "s", "internet: none"),
      ])
    #expect(!tree.hasErrors)
    let found = try #require(tree.diagnostics.first)
    #expect(found.related.map(\.range.file) == ["nvr-1.yaml", "site.yaml"])
  }

  @Test func `the network that recorders keep for their cameras is warned of`() {
    expect(["NVR0232"], inSpec: "network: {address: ▸192.168.254.10/24}")
    expect(["NVR0232"], inSpec: "network: {address: ▸192.168.1.10/16}")
    expect([], inSpec: "network: {address: 192.168.253.10/24}")
  }

  @Test func `a serial stands for one recorder in all files`() {
    expect(
      ["NVR0417"],
      in: [
        "a.yaml": manifest("Recorder", "nvr-1", "identity: {serial: \"0123454821\"}"),
        "b.yaml": manifest("Recorder", "nvr-2", "identity: {serial: ▸\"0123454821\"}"),
      ])
  }

  @Test func `a manifest that was copied is one mistake`() {
    let spec =
      "identity: {serial: SERIAL}\nnetwork: {address: 10.0.0.9/24}\ncameras: [{channel: 1, name: a, address: 10.0.0.1}]"
    let original = manifest("Recorder", "nvr-1", spec.replacing("SERIAL", with: "\"0123454821\""))
    expect(
      ["NVR0417"],
      in: [
        "a.yaml": original, "b.yaml": manifest("Recorder", "nvr-2", spec.replacing("SERIAL", with: "▸\"0123454821\"")),
      ])
    expect(["NVR0105"], in: ["a.yaml": original, "b.yaml": original.replacing("{name: ", with: "{name: ▸")])
  }

  @Test func `an address is used once in a site, and may be used again in another`() {
    let first = manifest("Recorder", "nvr-1", site: "s", "network: {address: 10.0.0.15/24}")
    let sites = manifest("Site", "s", "internet: none") + "---\n" + manifest("Site", "t", "internet: none")
    expect(
      ["NVR0415"],
      in: [
        "a.yaml": first, "b.yaml": manifest("Recorder", "nvr-2", site: "s", "network: {address: ▸10.0.0.15/24}"),
        "c.yaml": sites,
      ])
    expect(
      [],
      in: [
        "a.yaml": first, "b.yaml": manifest("Recorder", "nvr-2", site: "t", "network: {address: 10.0.0.15/24}"),
        "c.yaml": sites,
      ])
  }

  @Test func `one camera on two recorders is told by its serial`() {
    func recorder(_ name: String, _ camera: String) -> String {
      manifest("Recorder", name, "cameras: [{channel: 1, name: gate, \(camera)}]")
    }
    expect(
      ["NVR0415"], in: ["a.yaml": recorder("a", "address: 10.0.0.1"), "b.yaml": recorder("b", "address: ▸10.0.0.1")])
    let pinned = "address: 10.0.0.1, serial: \"A12345678\""
    expect([], in: ["a.yaml": recorder("a", pinned), "b.yaml": recorder("b", pinned)])
  }

  @Test func `ten mistakes in several files are ten diagnostics at their places`() {
    expect(
      [
        "NVR0107", "NVR0121", "NVR0131", "NVR0305", "NVR0415", "NVR0412", "NVR0122", "NVR0005", "NVR0124", "NVR0008",
      ],
      in: [
        "a/nvr-1.yaml": manifest(
          "Recorder", "nvr-1", site: "s",
          """
          extends: [base]
          network:
            ▸gatway: 10.0.0.1
          services: {https: {port: ▸70000}}
          time: {zone: ▸Europe/Olso}
          admin: {password: ▸Hunter2-Hunter2}
          cameras:
            - {channel: 1, name: a, address: 10.0.0.1}
            - {channel: 2, name: b, address: ▸10.0.0.1}
            - {channel: ▸2, name: c, address: 10.0.0.3}
          """),
        "a/nvr-2.yaml": manifest("Recorder", "nvr-2", site: "s", "extends: [base]\nidentity: {mac: ▸44:19:b6}"),
        "b/broken.yaml": "apiVersion: nvrctl/v1\nkind: ▸\"Site\nmetadata: {name: t}\n",
        "base.yaml": manifest(
          "Profile", "base", "reset: ▸sometimes\nservices: {upnp: {enabled: false, ▸enabled: true}}"),
        "site.yaml": manifest("Site", "s", "internet: none"),
      ])
  }
}
