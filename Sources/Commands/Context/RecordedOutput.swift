import Host

/// An output whose text is also kept in a record.
struct RecordedOutput: TextOutput {
  private let output: any TextOutput
  private let record: CapturedOutput

  init(_ output: any TextOutput, _ record: CapturedOutput) {
    self.output = output
    self.record = record
  }

  var isTerminal: Bool { output.isTerminal }
  var columns: Int? { output.columns }
  var failure: OutputFailure? { output.failure }

  func write(_ text: String) {
    record.write(text)
    output.write(text)
  }
}
