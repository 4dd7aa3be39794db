import Diagnostics
import ISAPI
import Planner

/// What a snapshot holds, for people: the recorder, the counts, what was masked and what to type next.
struct SnapshotText {
  var snapshot: RecordedSnapshot
  /// How the recorder is called.
  var name: String
  var file: String
  var width: Int

  /// The whole text, with a newline at its end.
  var text: String {
    let width = min(width, 80)
    let identity = snapshot.identity
    let serial = "serial ..\(identity.shortSerial.suffix(4))"
    let head = [name, identity.model, serial, identity.firmware].map { InertText.of($0) }
    return
      (FittedText.lines(head.joined(separator: "   "), width: width) + [""]
      + FittedText.hanging(counts, head: "  read    ", width: width) + maskedLines(width)
      + FittedText.hanging("\(InertText.of(file)), readable by you alone", head: "  kept    ", width: width) + [""]
      + FittedText.hanging("nvrctl simulate --seed \(ShellWords.text([file]))", head: "Next:  ", width: width))
      .joined(separator: "\n") + "\n"
  }

  private var counts: String {
    let documents = snapshot.answers.keys.count { snapshot.document(at: $0) != nil }
    let absent = snapshot.answers.count - documents
    return "\(Count.of(documents, "document")), and \(Count.of(absent, "resource")) that the recorder does not have"
  }

  private func maskedLines(_ width: Int) -> [String] {
    if snapshot.masked.isEmpty { return ["  masked  nothing"] }
    let kinds = Dictionary(grouping: snapshot.masked, by: \.kind).sorted { $0.key.rawValue < $1.key.rawValue }
    let lines = kinds.flatMap { kind, fields in
      let counts = Dictionary(fields.map { ($0.resource.path, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
      let places = counts.map { $0.value == 1 ? $0.key : "\($0.key) (\($0.value))" }.joined(separator: ", ")
      return FittedText.hanging(InertText.of("\(kind.rawValue): \(places)"), head: "          ", width: width)
    }
    return ["  masked  " + Count.of(snapshot.masked.count, "field")] + lines
  }
}
