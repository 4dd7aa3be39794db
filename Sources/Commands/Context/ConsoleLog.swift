import Diagnostics
import Logging

/// Writes log lines beside the progress.
struct ConsoleLog: LogHandler {
  var console: Console
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.debug

  init(console: Console) { self.console = console }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let facts = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    let text = ([event.message.description] + facts.map { "\($0.key)=\($0.value)" }).joined(separator: "  ")
    console.progress("  . \(InertText.of(text))\n")
  }
}
