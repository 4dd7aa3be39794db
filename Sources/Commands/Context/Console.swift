import Diagnostics
package import Host

/// Where a command speaks: results to one side, progress to the other, answers from a person.
package struct Console: Sendable {
  private let output: any TextOutput
  private let errorOutput: any TextOutput
  /// Where piped manifests and answers come from.
  let input: any TextInput
  private let environment: [String: String]
  /// What the person asked for on the command line.
  var colour = ColourChoice.automatic

  package init(
    output: any TextOutput, errorOutput: any TextOutput, input: any TextInput, environment: [String: String]
  ) {
    self.output = output
    self.errorOutput = errorOutput
    self.input = input
    self.environment = environment
  }

  /// The same console, with everything said also kept in a record.
  func recorded(in record: CapturedOutput) -> Console {
    var console = Console(
      output: RecordedOutput(output, record), errorOutput: RecordedOutput(errorOutput, record), input: input,
      environment: environment)
    console.colour = colour
    return console
  }

  /// Writes a result.
  func result(_ text: String) { output.write(InertOutput.text(text, isColoured: colours)) }

  /// Why a result did not arrive, nil while all of them did.
  var resultFailure: OutputFailure? { output.failure }

  /// Writes progress or an error.
  func progress(_ text: String) { errorOutput.write(InertOutput.text(text, isColoured: coloursProgress)) }

  /// Writes progress in the place of the last lines of a terminal.
  func progress(_ text: String, over lines: Int) {
    let erase = lines > 0 ? "\u{1B}[\(lines)A\r\u{1B}[J" : ""
    errorOutput.write(erase + InertOutput.text(text, isColoured: coloursProgress))
  }

  /// Whether a person can be asked: both the question and the answer go through a terminal.
  var isInteractive: Bool { input.isTerminal && errorOutput.isTerminal }

  /// Whether progress may be drawn in place.
  var hasLiveProgress: Bool { errorOutput.isTerminal && environment["TERM"] != "dumb" && environment["CI"] == nil }

  /// Asks a question; nil when the input has ended.
  func answer(to question: String) -> String? {
    progress(question)
    return input.readLine()
  }

  /// The columns of results; 80 where nobody says.
  var width: Int { columns(of: output) }

  /// The columns of progress.
  var progressWidth: Int { columns(of: errorOutput) }

  /// Whether results are coloured.
  var colours: Bool { colours(output) }

  /// The colours of results.
  var palette: Palette { colours ? .ansi : .plain }

  /// Whether progress is coloured.
  var coloursProgress: Bool { colours(errorOutput) }

  private func columns(of side: any TextOutput) -> Int {
    let columns = side.columns ?? environment["COLUMNS"].flatMap { Int($0) } ?? 80
    return min(max(columns, 40), 400)
  }

  private func colours(_ side: any TextOutput) -> Bool {
    switch colour {
    case .always: true
    case .never: false
    case .automatic:
      side.isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }
  }
}
