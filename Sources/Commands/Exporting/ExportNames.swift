import ISAPI
import Manifest

/// Recorders that were read, each once, with a name for its manifest.
struct ExportNames {
  private(set) var recorders: [ExportedRecorder] = []

  /// Takes what was read at each address; two addresses of one recorder are two ways to it.
  ///
  /// Without a variable for the password one is made up of the name of each recorder.
  init(
    _ found: [(address: DeviceAddress?, reading: ExportReading)], called name: String?, username: String,
    passwordVariable: String?
  ) {
    var indices: [String: Int] = [:]
    for (address, reading) in found {
      let snapshot = reading.snapshot
      if let index = indices[snapshot.identity.serial] {
        recorders[index].addresses += [address].compactMap(\.self)
        continue
      }
      indices[snapshot.identity.serial] = recorders.count
      recorders.append(
        ExportedRecorder(
          name: name ?? "", addresses: [address].compactMap(\.self), username: username,
          passwordVariable: passwordVariable ?? "", snapshot: snapshot, unreadable: reading.unreadable,
          file: reading.file))
    }
    if name == nil { nameAll() }
    for index in recorders.indices where passwordVariable == nil {
      recorders[index].passwordVariable = recorders[index].accountVariable
    }
  }

  private mutating func nameAll() {
    let short = recorders.map { ExportedRecorder.name(of: $0.snapshot.identity, long: false) }
    for index in recorders.indices {
      let isShared = short.count { $0 == short[index] } > 1
      recorders[index].name =
        isShared ? ExportedRecorder.name(of: recorders[index].snapshot.identity, long: true) : short[index]
    }
  }
}
