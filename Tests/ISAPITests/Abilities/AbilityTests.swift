import TestSupport
import Testing
import XML

@testable import ISAPI

@Suite struct AbilityTests {
  @Test func `what the capabilities say wins over what is known of the model`() throws {
    let recorder = Self.recorder("DS-7616NI-Q2/16P", network: "<SnmpCap><isSupport>true</isSupport></SnmpCap>")
    #expect(
      recorder.abilities[.snmp] == .has(.capabilities("SysCap/NetworkCap/SnmpCap/isSupport", says: "true")))
    let silent = Self.recorder("DS-7616NI-Q2/16P", network: "")
    #expect(
      silent.abilities[.snmp] == .lacks(.facts(about: "NI-Q recorders", seen: "DS-7616NI-Q2/16P V4.30.097")))
    #expect(Self.recorder("NVR-208", network: "").abilities[.snmp] == .notTold)
  }

  @Test func `what was tried counts where nothing else is known, and only there`() {
    let resource: Endpoint = "/ISAPI/System/Network/SNMP"
    var unknown = Self.recorder("NVR-208", network: "")
    #expect(unknown.abilities.ability(.snmp, shownBy: resource) == .notTold)
    unknown.readings[resource] = .absent(status: 403, subStatus: "notSupport")
    #expect(unknown.abilities.ability(.snmp, shownBy: resource) == .lacks(.answer(resource, says: "403 notSupport")))
    var known = Self.recorder("NVR-208", network: "<SnmpCap><isSupport>false</isSupport></SnmpCap>")
    known.readings[resource] = .document(XMLDocument(root: XMLElement("SNMP")))
    #expect(
      known.abilities.ability(.snmp, shownBy: resource)
        == .lacks(.capabilities("SysCap/NetworkCap/SnmpCap/isSupport", says: "false")))
  }

  @Test func `nothing but a plain no keeps from asking, and a document that is there counts`() throws {
    let silent = Self.recorder("DS-7616NI-Q2", network: "<isSupportNtp>true</isSupportNtp>")
    for feature in [Feature.ipFilter, .snmp] {
      #expect(silent.abilities.absence(of: feature) != nil)
      #expect(!silent.abilities.rulesOut(feature))
      var asked = silent
      asked.readings["/ISAPI/asked"] = .document(XMLDocument(root: XMLElement("Document")))
      let ability = asked.abilities.ability(feature, shownBy: "/ISAPI/asked")
      #expect(ability == .has(.answer("/ISAPI/asked", says: "a document")))
    }
    #expect(Self.recorder("NVR-208", network: "<isSupportUpnp>false</isSupportUpnp>").abilities.rulesOut(.upnp))
  }

  @Test func `a missing flag means no only where the flag came with the feature`() {
    let recorder = Self.recorder("NVR-208", network: "<isSupportNtp>true</isSupportNtp>")
    #expect(recorder.abilities[.ipFilter] == .lacks(.capabilities(Self.ipFilter, says: nil)))
    #expect(recorder.abilities[.upnp] == .notTold)
    // A document without the part in which the flag would stand tells nothing.
    #expect(Self.recorder("NVR-208", document: "<DeviceCap/>").abilities[.ipFilter] == .notTold)
  }

  @Test(arguments: [
    ("<isSupportUpnp>true</isSupportUpnp>", true), ("<isSupportUpnp>false</isSupportUpnp>", false),
    ("<isSupportUpnp opt=\"true,false\"/>", true), ("<isSupportUpnp opt=\"false\"/>", false), ("<isSupportUpnp/>", nil),
    ("<isSupportUpnp>perhaps</isSupportUpnp>", nil),
    ("<isSupportUpnp>false</isSupportUpnp><isSupportUpnp>true</isSupportUpnp>", false),
  ])
  func `flags are read in every form that devices write`(_ flag: String, _ isThere: Bool?) {
    switch Self.recorder("NVR-208", network: flag).abilities[.upnp] {
    case .has: #expect(isThere == true)
    case .lacks: #expect(isThere == false)
    case .notTold: #expect(isThere == nil)
    }
  }

  @Test func `numbers and lists of words are read as well`() {
    let dvr = Self.recorder(
      "iDS-7204HUHI-M1/E",
      document: """
        <DeviceCap><SysCap><VideoCap><videoInputPortNums>4</videoInputPortNums></VideoCap></SysCap>\
        <SecurityCap><WebCertificateCap/></SecurityCap><RacmCap><inputProxyNums>6</inputProxyNums></RacmCap></DeviceCap>
        """)
    #expect(dvr.abilities.analogInputs?.value == 4)
    #expect(dvr.abilities.channels?.value == 6)
    #expect(dvr.abilities.disagreements.isEmpty)
    #expect(dvr.abilities[.sha256].origin?.says == nil)
    let new = Self.recorder(
      "NVR-208",
      document: """
        <DeviceCap><SecurityCap><WebCertificateCap><SecurityAlgorithm><algorithmType opt="MD5,SHA256,MD5/SHA256"/>\
        </SecurityAlgorithm></WebCertificateCap></SecurityCap></DeviceCap>
        """)
    #expect(new.abilities[.sha256] == .has(.capabilities(Self.algorithms, says: "MD5,SHA256,MD5/SHA256")))
  }

  @Test func `the reason names the model, the feature and where it comes from`() {
    let recorder = Self.recorder("DS-7616NI-Q2", network: "<SnmpCap><isSupport>false</isSupport></SnmpCap>")
    let abilities = recorder.abilities
    #expect(
      abilities.absence(of: .snmp)?.reason
        == "DS-7616NI-Q2 has no SNMP: its capabilities say  SnmpCap/isSupport: false")
    #expect(
      abilities.absence(of: .ipFilter)?.reason
        == "DS-7616NI-Q2 has no IP filter: its capabilities do not list isSupportIPFilter")
    #expect(
      abilities.absence(of: .tlsVersions)?.reason
        == "DS-7616NI-Q2 has no choice of TLS versions: NI-Q recorders have none, as seen on DS-7616NI-Q2/16P V4.30.097"
    )
    #expect(abilities.absence(of: .upnp) == nil)
  }

  @Test func `every fact has a source and something it was seen on, and speaks of each model once`() {
    for fact in ModelFact.all {
      #expect(fact.source.hasPrefix("isapi.md ") || fact.source.hasPrefix("domain.md "))
      #expect(!fact.seen.isEmpty)
      #expect(fact.models.firmware.map { FirmwareRange($0) != nil } ?? true)
    }
    let subjects = ModelFact.all.map { "\($0.models.name) \($0.feature.name)" }
    #expect(Set(subjects).count == subjects.count)
  }

  @Test func `a fact about new firmware is not one about old`() {
    #expect(Self.recorder("DS-7716NI-I4", firmware: "V4.61.030").abilities[.ipFilter].origin?.kind == .facts)
    #expect(Self.recorder("DS-7716NI-I4", firmware: "V4.22.005").abilities[.ipFilter] == .notTold)
  }

  @Test(arguments: [
    ("NVR", "", DeviceKind.nvr), ("DVR", "DS-7608NI-K2", .dvr), ("IPCamera", "", .camera), ("IPDome", "", .camera),
    ("Vis", "DS-KV8113-WME1", .other), ("", "DS-7104HQHI-K1", .dvr), ("Vis", "DS-FCN", .other), ("", "", .notKnown),
  ])
  func `a device is what it says, else what its name says`(_ type: String, _ model: String, _ kind: DeviceKind) {
    #expect(DeviceKind(deviceType: type, model: model) == kind)
  }

  @Test func `name and capabilities that disagree are remarked, and nothing more`() {
    let document = "<DeviceCap><RacmCap><inputProxyNums>32</inputProxyNums></RacmCap></DeviceCap>"
    let recorder = Self.recorder("DS-7608NI-K2/8P", document: document)
    #expect(recorder.abilities.channels?.value == 32)
    #expect(recorder.abilities.disagreements == ["DS-7608NI-K2/8P stands for 8 channels, and its capabilities say 32"])
    #expect(recorder.abilities.poePorts?.value == 8)
    #expect(recorder.abilities.bays?.value == 2)
  }

  private static let ipFilter = "SysCap/NetworkCap/isSupportIPFilter"
  private static let algorithms = "SecurityCap/WebCertificateCap/SecurityAlgorithm/algorithmType"

  private static func recorder(_ model: String, network: String) -> DeviceSnapshot {
    recorder(model, document: "<DeviceCap><SysCap><NetworkCap>\(network)</NetworkCap></SysCap></DeviceCap>")
  }

  private static func recorder(
    _ model: String, firmware: String = "V4.30.097", document: String? = nil
  ) -> DeviceSnapshot {
    let root = document.flatMap { try? XMLDocument(parsing: Array($0.utf8)) }
    return DeviceSnapshot(
      identity: DeviceIdentity(serial: "X", model: model, mac: "", firmware: firmware, firmwareReleased: ""),
      readings: root.map { [.capabilities: .document($0)] } ?? [:])
  }
}

/// Capabilities of real devices: what they are told to be and to have.
@Suite(.enabled(if: FixtureCorpus.isPresent, "not present")) struct RecordedAbilityTests {
  @Test func `no recorder passes for something else, and nothing else for a recorder`() throws {
    let infos = try FixtureCorpus.documents(withExtension: "xml").filter {
      $0.name.hasPrefix("devices/") && $0.name.hasSuffix("ISAPI_System_deviceInfo.xml")
    }
    try #require(infos.count > 10)
    for info in infos {
      let root = try XMLDocument(parsing: info.bytes).root
      let kind = DeviceKind(deviceType: root.text(at: "deviceType"), model: root.text(at: "model") ?? "")
      let folder = String(info.name.split(separator: "/")[1])
      let named = ModelName(folder.split(separator: "_").first.map(String.init) ?? folder).kind
      if named != .notKnown { #expect(kind.isNoRecorder == named.isNoRecorder, "\(info.name)") }
    }
  }
}
