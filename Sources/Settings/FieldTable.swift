package import Diagnostics
import Host
package import XML
package import YAML

/// The rows of a setting, and what follows from them: decoding, comparing and writing.
package struct FieldTable<Owner: Sendable>: Sendable {
  package let fields: [Field<Owner>]

  package init(_ fields: [Field<Owner>]) { self.fields = fields }

  /// Reads the fields found below a node; `prefix` is put before their paths in the result.
  package func decode(
    _ node: Node, prefix: String, into owner: inout Owner, _ bag: inout DiagnosticBag
  ) -> [DesiredField] {
    fields.compactMap { field in
      guard let value = node.node(at: field.path), !value.isNull else { return nil }
      guard let desired = field.decode(value, &owner, &bag) else { return nil }
      return DesiredField(path: prefix + field.path, value: desired, range: value.range)
    }
  }

  /// The typed value behind the wanted fields of an item.
  package func restore(_ item: DesiredItem, prefix: String, into owner: inout Owner) {
    for field in fields {
      if let desired = item[prefix + field.path] { _ = field.restore(desired.value, &owner) }
    }
  }
}

extension FieldTable where Owner: EmptyInitializable {
  /// What differs between an item and an element of the device's document; `whyMissing` knows more of a field that is
  /// not there.
  package func compare(
    _ item: DesiredItem, with element: XMLElement, setting: String, prefix: String,
    whyMissing: (String) -> String? = { _ in nil }
  ) -> [SettingFinding] {
    var owner = Owner()
    restore(item, prefix: prefix, into: &owner)
    var same: [String] = []
    var changes: [FieldChange] = []
    var missing: [DesiredField] = []
    var refused: [SettingFinding] = []
    for field in fields {
      guard let desired = item[prefix + field.path], let reading = field.read(owner, element) else { continue }
      switch reading {
      case .same: same.append(desired.path)
      case .differs(let live):
        // A change that has no place must be refused before anything is written.
        var trial = element
        if field.write(owner, &trial, ResolvedSecrets()) {
          changes.append(FieldChange(path: desired.path, before: live, after: desired.value.text))
        } else {
          let reason = "it is \(live), and the recorder's document has no place for \(desired.value.text)"
          refused.append(.impossible(item: item, paths: [desired.path], reason: reason))
        }
      case .missing: missing.append(desired)
      case .refused(let reason): refused.append(.impossible(item: item, paths: [desired.path], reason: reason))
      }
    }
    return refused + (same.isEmpty ? [] : [.same(item: item.item, paths: same)])
      + findings(of: missing, in: item, why: whyMissing)
      + (changes.isEmpty
        ? [] : [.change(SettingChange(setting: setting, action: .change, wanted: item, fields: changes))])
  }

  /// Puts every wanted field into an element of the device's document.
  package func write(
    _ item: DesiredItem, into element: inout XMLElement, setting: String, prefix: String, secrets: ResolvedSecrets
  ) throws {
    var owner = Owner()
    restore(item, prefix: prefix, into: &owner)
    for field in fields {
      guard let desired = item[prefix + field.path], let reading = field.read(owner, element) else { continue }
      // What the device lacks and what is only wanted off was settled by `compare`.
      if reading == .missing, item.isMoot(desired) { continue }
      if reading == .same, !field.description.isSecret { continue }
      guard field.write(owner, &element, secrets) else {
        throw SettingNotWritable(
          setting: setting, path: desired.path, reason: "the recorder's document has no place for it")
      }
    }
  }

  /// The element with every wanted field in it but the secrets, as far as it has places for them.
  package func preview(_ item: DesiredItem, in element: XMLElement, prefix: String = "") -> XMLElement {
    var owner = Owner()
    restore(item, prefix: prefix, into: &owner)
    var element = element
    for field in fields where item[prefix + field.path] != nil && !field.description.isSecret {
      _ = field.write(owner, &element, ResolvedSecrets())
    }
    return element
  }

  /// What follows from fields that the document has no place for: the same reason is given once.
  private func findings(
    of missing: [DesiredField], in item: DesiredItem, why: (String) -> String?
  ) -> [SettingFinding] {
    var order: [String] = []
    var fields: [String: [DesiredField]] = [:]
    for field in missing {
      let reason = why(field.path) ?? "the recorder has no such switch"
      if fields[reason] == nil { order.append(reason) }
      fields[reason, default: []].append(field)
    }
    return order.flatMap { reason -> [SettingFinding] in
      let off = fields[reason, default: []].filter(item.isMoot).map(\.path)
      let wanted = fields[reason, default: []].filter { !item.isMoot($0) }.map(\.path)
      return (off.isEmpty ? [] : [.notApplicable(paths: off, reason: reason)])
        + (wanted.isEmpty ? [] : [.impossible(item: item, paths: wanted, reason: reason)])
    }
  }
}

/// A typed setting value whose properties all start absent.
package protocol EmptyInitializable {
  init()
}

extension DesiredField {
  /// Whether the value asks for a thing not to be there.
  package var isOff: Bool { value == .text("false") || value == .text("off") }
}

extension DesiredItem {
  /// Whether a device without a place for the field is as good as wanted: the field asks for nothing, or belongs
  /// to something that is wanted off.
  func isMoot(_ field: DesiredField) -> Bool {
    if field.isOff { return true }
    guard let dot = field.path.lastIndex(of: ".") else { return false }
    return [".enabled", ".mode"].contains { self[field.path[..<dot] + $0]?.isOff ?? false }
  }
}

extension Node {
  /// The node behind a dotted path of keys.
  package func node(at path: String) -> Node? {
    guard let dot = path.utf8.firstIndex(of: UInt8(ascii: ".")) else { return self[path] }
    return self[String(path[..<dot])]?.node(at: String(path[path.index(after: dot)...]))
  }
}
