import ISAPI
import Settings
import Testing
import XML

@Suite struct WritingContract {
  @Test(arguments: ContractCase.all)
  func `what is written reads back, and planning again finds nothing`(_ contract: ContractCase) throws {
    let live = try contract.recorder.snapshot
    for spec in contract.fullSpecs + contract.singleFieldSpecs.map(\.spec) {
      let desired = try spec.desired(of: contract.setting)
      guard let changes = ContractCase.changes(contract.setting.compare(desired, with: live)) else { continue }
      let after = try contract.apply(changes, to: live)
      let findings = contract.setting.compare(desired, with: after)
      #expect(ContractCase.changes(findings) == [], "\(spec.text): \(findings)")
    }
  }

  @Test(arguments: ContractCase.all)
  func `a step that is repeated sends the same and does no harm`(_ contract: ContractCase) throws {
    let live = try contract.recorder.snapshot
    for spec in contract.fullSpecs {
      let desired = try spec.desired(of: contract.setting)
      guard let changes = ContractCase.changes(contract.setting.compare(desired, with: live)) else { continue }
      let once = try contract.apply(changes, to: live)
      let twice = try contract.apply(changes, to: once)
      #expect(once == twice, "\(spec.text)")
    }
  }

  @Test(arguments: ContractCase.all)
  func `unknown elements, comments and attributes survive`(_ contract: ContractCase) throws {
    let live = try contract.recorder.snapshot.withUnknownElements
    for spec in contract.fullSpecs {
      let desired = try spec.desired(of: contract.setting)
      guard let changes = ContractCase.changes(contract.setting.compare(desired, with: live)) else { continue }
      let after = try contract.apply(changes, to: live)
      for (endpoint, reading) in live.readings {
        guard case .document(let before) = reading else { continue }
        #expect(after[endpoint]?.root.unknownCount == before.root.unknownCount, "\(spec.text) \(endpoint)")
      }
    }
  }

  @Test(arguments: ContractCase.all)
  func `a change of one field leaves every other text as it was`(_ contract: ContractCase) throws {
    let live = try contract.recorder.snapshot
    for (field, spec) in contract.singleFieldSpecs {
      let desired = try spec.desired(of: contract.setting)
      guard let changes = ContractCase.changes(contract.setting.compare(desired, with: live)), !changes.isEmpty
      else { continue }
      let after = try contract.apply(changes, to: live)
      var touched = 0
      for (endpoint, reading) in live.readings {
        guard case .document(let before) = reading, let written = after[endpoint] else { continue }
        touched += before.root.differences(from: written.root)
      }
      #expect((1...(Self.allowance[field.path] ?? 1)).contains(touched), "\(spec.text) touches \(touched)")
    }
  }

  @Test(arguments: ContractCase.all)
  func `documents are sent to resources that were read or belong to them`(_ contract: ContractCase) throws {
    let live = try contract.recorder.snapshot
    for spec in contract.fullSpecs {
      let desired = try spec.desired(of: contract.setting)
      let read = contract.setting.resources(for: desired, on: live).map(\.path)
      for change in ContractCase.changes(contract.setting.compare(desired, with: live)) ?? [] {
        let requests = try contract.setting.requests(for: change, on: live, secrets: ContractCase.secrets)
        #expect(!requests.isEmpty)
        for request in requests {
          #expect(read.contains { request.endpoint.path.hasPrefix($0) }, "\(request.endpoint)")
        }
      }
    }
  }

  /// Texts that hang together.
  private static let allowance = [
    // A name in the place of an address is another element.
    "time.ntp": 3,
    // The time that was read is not sent along with mode manual.
    "time.mode": 2,
    "time.zone": 2,
    "network.address": 2, "network.dns": 2, "services.https.minimumTLS": 2, "services.snmp.enabled": 3,
    "services.email.enabled": 3, "services.email.receivers": 4, "services.email.server": 3,
    "services.email.encryption": 2, "services.isup.server": 3, "services.ddns.server": 3, "services.syslog.server": 3,
    "services.snmp.version": 2, "cameras[].address": 3, "cameras[].record.mode": 8,
  ]
}

extension DeviceSnapshot {
  /// The snapshot with something of the vendor's in every element that holds others.
  fileprivate var withUnknownElements: DeviceSnapshot {
    var snapshot = self
    for (endpoint, reading) in readings {
      guard case .document(var document) = reading else { continue }
      document.root = document.root.withUnknownElements
      snapshot.readings[endpoint] = .document(document)
    }
    return snapshot
  }
}

extension XMLElement {
  fileprivate var withUnknownElements: XMLElement {
    // What a schedule is made of is written anew when the schedule is another.
    guard !elements.isEmpty, localName != "ScheduleAction" else { return self }
    var element = self
    for name in Set(elements.map(\.localName)) { element.modifyElements(named: name) { $0 = $0.withUnknownElements } }
    element.attributes.append(XMLAttribute("vendorNote", "1"))
    element.children.append(.comment(" vendor "))
    element.append(XMLElement("vendorExtension", text: "kept"))
    return element
  }

  fileprivate var unknownCount: Int {
    (localName == "vendorExtension" ? 1 : 0) + (attribute("vendorNote") == nil ? 0 : 1)
      + children.count { if case .comment = $0 { true } else { false } }
      + elements.reduce(0) { $0 + $1.unknownCount }
  }

  /// The number of places at which two trees have different texts, or only one has a text.
  fileprivate func differences(from other: XMLElement) -> Int {
    let (mine, others) = (texts, other.texts)
    return Set(mine.keys).union(others.keys).count { mine[$0] != others[$0] }
  }

  /// Every text by the way down to it.
  private var texts: [String: String] {
    var found: [String: String] = [:]
    collectTexts(at: "", into: &found)
    return found
  }

  private func collectTexts(at path: String, into found: inout [String: String]) {
    if elements.isEmpty {
      found[path] = text
      return
    }
    var counts: [String: Int] = [:]
    for element in elements {
      counts[element.localName, default: 0] += 1
      element.collectTexts(at: "\(path)/\(element.localName)\(counts[element.localName] ?? 0)", into: &found)
    }
  }
}
