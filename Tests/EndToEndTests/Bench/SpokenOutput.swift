import Host

/// An output to which one can listen while a command still runs.
struct SpokenOutput: TextOutput {
  /// Everything that is said, piece by piece.
  let pieces: AsyncStream<String>
  private let continuation: AsyncStream<String>.Continuation

  init() { (pieces, continuation) = AsyncStream.makeStream(of: String.self) }

  var isTerminal: Bool { false }
  var columns: Int? { 80 }
  var failure: OutputFailure? { nil }

  func write(_ text: String) { continuation.yield(text) }

  /// Ends the stream, once nothing more is said.
  func close() { continuation.finish() }
}
