import ISAPI
import Planner
import Settings
import XML

extension ExportReading {
  /// What a snapshot file holds, as if it had been read just now.
  init(_ recorded: RecordedSnapshot, file: String) {
    self.init(snapshot: recorded.snapshot())
    self.file = "the snapshot \(file) of \(RunTime.minute(recorded.takenAt)) UTC"
  }
}

extension RecordedSnapshot {
  /// Where the recorder was to be reached by its own documents; nil where they do not tell.
  var address: DeviceAddress? {
    let interface = document(at: "/ISAPI/System/Network/interfaces/1")?.root
    let first = document(at: "/ISAPI/System/Network/interfaces")?.root.child("NetworkInterface")
    guard let host = (interface ?? first)?.text(at: "IPAddress/ipAddress"), host != "0.0.0.0", !host.isEmpty else {
      return nil
    }
    let ports = document(at: "/ISAPI/Security/adminAccesses").map { WebPorts($0.root) }
    return ports?.address(at: host)
  }
}
