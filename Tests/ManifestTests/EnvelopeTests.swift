import Host
import ISAPI
import Settings
import Diagnostics
import Manifest
import Testing

@Suite struct EnvelopeTests {
  @Test func `a whole envelope is accepted`() {
    let tree = expect([], in: ["a.yaml": manifest("Recorder", "nvr-1", "deviceName: front")])
    #expect(tree.recorders.map(\.fullName) == ["nvr-1"])
  }

  @Test func `what is missing is missed where the document begins`() {
    expect(["NVR0101"], in: ["a.yaml": "▸apiVersion: nvrctl/v1\nkind: Recorder\nspec: {deviceName: x}\n"])
    expect(["NVR0101"], in: ["a.yaml": "▸kind: Recorder\nmetadata: {name: a}\nspec: {deviceName: x}\n"])
    expect(["NVR0101"], in: ["a.yaml": "▸apiVersion: nvrctl/v1\nkind: Recorder\nmetadata: {name: a}\n"])
    expect(["NVR0101"], in: ["a.yaml": "apiVersion: nvrctl/v1\nkind: Recorder\nmetadata: {▸labels: {}}\nspec: {}\n"])
    expect(["NVR0101"], in: ["a.yaml": "▸services:\n  web: {image: x}\nversion: 3\n"])
    expect(["NVR0101"], in: ["a.yaml": "▸just text\n"])
  }

  @Test func `unknown versions, kinds and names are refused`() {
    let rest = "metadata: {name: a}\nspec: {deviceName: x}\n"
    expect(["NVR0102"], in: ["a.yaml": "apiVersion: ▸nvrctl/v2\nkind: Recorder\n\(rest)"])
    let tree = expect(["NVR0103"], in: ["a.yaml": "apiVersion: nvrctl/v1\nkind: ▸Recoder\n\(rest)"])
    #expect(tree.diagnostics.first?.label == "did you mean \"Recorder\"?")
    expect(["NVR0104"], in: ["a.yaml": manifest("Recorder", "▸NVR_1", "deviceName: x")])
    expect(["NVR0104"], in: ["a.yaml": manifest("Recorder", "▸-a", "deviceName: x")])
  }

  @Test func `a mistyped key of the envelope is one mistake`() {
    let text = "apiVersion: nvrctl/v1\nkind: Recorder\nmetadata: {name: a}\nspec: {deviceName: x}\n"
    for (key, typo) in [("apiVersion", "apiversion"), ("kind", "kid"), ("metadata", "metdata"), ("spec", "specs")] {
      expect(["NVR0107"], in: ["a.yaml": text.replacing("\(key):", with: "▸\(typo):")])
    }
    expect(["NVR0107"], in: ["a.yaml": text.replacing("{name", with: "{▸nmae")])
  }

  @Test func `keys outside the envelope are refused`() {
    expect(["NVR0107"], in: ["a.yaml": manifest("Recorder", "a", "deviceName: x") + "▸status: {}\n"])
    expect(
      ["NVR0107"], in: ["a.yaml": "apiVersion: nvrctl/v1\nkind: Profile\nmetadata: {name: a, ▸site: b}\nspec: {}\n"])
  }

  @Test func `a name may be used once for each kind in all files`() {
    expect(
      ["NVR0105"],
      in: [
        "a.yaml": manifest("Recorder", "nvr-1", "deviceName: x") + "---\n"
          + manifest("Profile", "nvr-1", "deviceName: y"),
        "b.yaml": manifest("Recorder", "▸nvr-1", "deviceName: x"),
      ])
  }

  @Test func `a policy is read and said not to be enforced`() {
    let policy = "apiVersion: nvrctl/v1\nkind: ▸Policy\nmetadata: {name: shops}\nspec: {limits: {resetsPerRun: 1}}\n"
    let tree = expect(["NVR0106"], in: ["p.yaml": policy])
    #expect(!tree.hasErrors)
    expect(["NVR0106"], inSpec: "policy: ▸shops")
    expect(
      ["NVR0106"],
      in: [
        "a.yaml": manifest("Recorder", "nvr-1", "policy: ▸shops"),
        "b.yaml": manifest("Recorder", "nvr-2", "policy: shops"),
        "p.yaml": policy.replacing("▸", with: ""),
      ])
  }

  @Test func `sites and profiles that are named must be there`() {
    let tree = expect(
      ["NVR0109", "NVR0110"],
      in: [
        "a.yaml": manifest("Recorder", "nvr-1", site: "▸riversid", "extends: [▸hardend]"),
        "b.yaml": manifest("Site", "riverside", "internet: none"),
        "c.yaml": manifest("Profile", "hardened", "deviceName: x"),
      ])
    #expect(tree.diagnostics.map(\.label) == ["did you mean \"riverside\"?", "did you mean \"hardened\"?"])
  }

  @Test func `what may stand in an unreadable file is not missed`() {
    expect(
      ["NVR0005"],
      in: [
        "a.yaml": manifest("Recorder", "nvr-1", site: "riverside", "extends: [hardened]"),
        "b.yaml": "apiVersion: nvrctl/v1\nkind: ▸@\n",
      ])
    expect(
      ["NVR0103"],
      in: [
        "a.yaml": manifest("Recorder", "nvr-1", site: "riverside", "extends: []"),
        "b.yaml": manifest("▸Sit", "riverside", "internet: none"),
      ])
  }
}
