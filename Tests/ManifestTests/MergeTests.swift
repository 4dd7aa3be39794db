import Host
import ISAPI
import Settings
import Diagnostics
import Manifest
import Testing

@Suite struct MergeTests {
  @Test func `later layers win, and every value knows its layer`() throws {
    let tree = expect(
      [],
      in: [
        "nvr-1.yaml": manifest(
          "Recorder", "nvr-1", site: "riverside",
          "extends: [base, hardened]\ndeviceName: own\nidentity: {model: M}\nverify: {burnIn: 1m}"),
        "base.yaml": manifest(
          "Profile", "base", "deviceName: base\ndeviceNumber: 1\nverify: {burnIn: 2m, recording: all}"),
        "hardened.yaml": manifest("Profile", "hardened", "deviceNumber: 2\nreset: never\nprotect: [footage]"),
        "site.yaml": manifest("Site", "riverside", "defaults: {deviceNumber: 3, protect: []}"),
      ])
    let recorder = try #require(tree.recorders.first)
    #expect(recorder.reset == .never)
    #expect(recorder.protected == [])
    #expect(recorder.verification.burnIn == 60 && recorder.verification.recording)
    let fields = recorder.settings.flatMap(\.items).flatMap(\.fields)
    #expect(fields.map(\.path) == ["deviceName", "deviceNumber"])
    #expect(fields.map(\.value.text) == ["own", "3"])
    #expect(fields.map(\.layer) == ["recorder nvr-1", "site riverside"])
  }

  @Test func `profiles bring those they extend, each before itself`() throws {
    let tree = expect(
      [],
      in: [
        "nvr-1.yaml": manifest("Recorder", "nvr-1", "extends: [top]"),
        "top.yaml": manifest("Profile", "top", "extends: [left, right]"),
        "left.yaml": manifest("Profile", "left", "extends: [bottom]\ndeviceNumber: 1"),
        "right.yaml": manifest("Profile", "right", "extends: [bottom]\ndeviceNumber: 2"),
        "bottom.yaml": manifest("Profile", "bottom", "deviceName: low\ndeviceNumber: 3"),
      ])
    let fields = try #require(tree.recorders.first).settings.flatMap(\.items).flatMap(\.fields)
    #expect(fields.map(\.value.text) == ["low", "2"])
  }

  @Test func `profiles that extend each other in a circle are one mistake`() {
    let tree = expect(
      ["NVR0113"],
      in: [
        "a.yaml": manifest("Profile", "a", "extends: [b]"),
        "b.yaml": manifest("Profile", "b", "extends: [c]"),
        "c.yaml": manifest("Profile", "c", "extends: [▸a]"),
        "nvr-1.yaml": manifest("Recorder", "nvr-1", "extends: [b]"),
      ])
    #expect(tree.diagnostics.first?.label == "a -> b -> c -> a")
  }

  @Test func `a mistake in a profile is told once, however many recorders use it`() {
    expect(
      ["NVR0121", "NVR0107"],
      in: [
        "base.yaml": manifest("Profile", "base", "deviceNumber: ▸700\n▸deviceNam: x"),
        "one.yaml": manifest("Recorder", "nvr-1", "extends: [base]"),
        "two.yaml": manifest("Recorder", "nvr-2", "extends: [base]"),
      ])
  }

  @Test func `a mistake that a later layer hides is still told`() {
    expect(
      ["NVR0121"],
      in: [
        "base.yaml": manifest("Profile", "base", "deviceNumber: ▸700"),
        "one.yaml": manifest("Recorder", "nvr-1", "extends: [base]\ndeviceNumber: 7"),
      ])
  }

  @Test func `profiles and sites may not hold what belongs to one recorder`() {
    expect(
      ["NVR0108", "NVR0108", "NVR0108"],
      in: [
        "p.yaml": manifest("Profile", "p", "▸identity: {serial: \"x\"}\n▸connect: {}"),
        "s.yaml": manifest("Site", "s", "defaults: {▸identity: {serial: \"x\"}}"),
      ])
  }

  @Test func `the canonical text does not depend on order, comments or layers`() {
    let one = expect([], inSpec: "deviceName: a\ndeviceNumber: 1")
    let two = expect([], inSpec: "# note\ndeviceNumber: 1\ndeviceName: \"a\"")
    #expect(one.recorders.map(\.canonicalText) == two.recorders.map(\.canonicalText))
    let other = expect([], inSpec: "deviceName: a\ndeviceNumber: 2")
    #expect(one.recorders.map(\.canonicalText) != other.recorders.map(\.canonicalText))
  }
}
