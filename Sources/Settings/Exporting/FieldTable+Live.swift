import Host
package import ISAPI
package import XML

extension FieldTable {
  /// What an element of the device's document has of every field, as one item.
  ///
  /// A secret becomes a reference to the variable that `variable` names for its path; without it they are left to
  /// whoever knows where they are to be found.
  package func live(
    in element: XMLElement, item: String? = nil, prefix: String = "", variable: ((String) -> String)? = nil
  ) -> LiveState {
    var state = LiveState()
    var values: [DesiredField] = []
    for field in fields {
      let path = prefix + field.path
      switch field.live(element) {
      case .text(let text, let remark):
        values.append(DesiredField(live: .text(text), at: path))
        if let remark { state.remarks[path] = remark }
      case .other(let text):
        state.omissions.append(Omission(path: path, item: item, reason: "manifests cannot say: \(text)"))
      case .secret:
        if let variable { values.append(DesiredField(live: .secret(.environment(variable(path))), at: path)) }
      case .nothing: continue
      }
    }
    if item != nil || !values.isEmpty { state.items = [DesiredItem(item: item, fields: values)] }
    return state
  }
}

extension DocumentSetting {
  package static func liveState(on snapshot: DeviceSnapshot, for context: ExportContext) -> LiveState {
    liveDocumentState(on: snapshot, for: context)
  }

  /// What the document has.
  static func liveDocumentState(on snapshot: DeviceSnapshot, for context: ExportContext) -> LiveState {
    if let absence = absence(on: snapshot) {
      var state = LiveState()
      state.lacking = fields.first.map { [Omission(path: $0.path, reason: absence.reason)] } ?? []
      return state
    }
    guard let root = place(on: snapshot)?.document.root else { return LiveState() }
    guard let element = chosen(among: root.subjects(named: subject), for: nil).first else {
      if root.isNamed(container) { return LiveState() }
      var state = LiveState()
      let reason = "the recorder answers with \"\(root.localName)\" for \(endpoint)"
      state.omissions = fields.map { Omission(path: $0.path, reason: reason) }
      return state
    }
    var state = FieldTable(fields).live(in: element, variable: context.variable)
    adjust(&state, from: element)
    return state
  }
}

extension CollectionSetting {
  package static func liveState(on snapshot: DeviceSnapshot, for context: ExportContext) -> LiveState {
    liveItemState(on: snapshot, for: context)
  }

  /// What the list has, item by item.
  static func liveItemState(on snapshot: DeviceSnapshot, for context: ExportContext) -> LiveState {
    let secret = fields.first { $0.description.isSecret }?.path
    var variables = VariableNames()
    var state = LiveState()
    for live in liveItems(on: snapshot) where isExported(live, for: context) {
      var found = FieldTable(fields).live(in: live.element, item: live.identity, prefix: prefix)
      state.omissions += found.omissions.filter { isTold($0.path, of: live) }
      state.remarks.merge(found.remarks) { first, _ in first }
      guard var item = found.items.popLast() else { continue }
      if let secret {
        let variable = variables.unused(context.variable(for: live.identity, in: collection))
        item.fields.append(DesiredField(live: .secret(.environment(variable)), at: prefix + secret))
        item.fields = fields.compactMap { item[prefix + $0.path] }
      }
      item.fields.removeAll { !isTold($0.path, of: live) }
      state.items.append(item)
    }
    // What another setting of the list tells of the item is enough for it to be there.
    if !ownsMembership { state.items.removeAll { $0.fields.isEmpty } }
    return state
  }
}

/// Names of variables, each given once.
private struct VariableNames {
  private var taken: Set<String> = []

  /// The name, with a number behind it where another item has it.
  mutating func unused(_ name: String) -> String {
    var candidate = name
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(name)_\(number)"
      number += 1
    }
    return candidate
  }
}
