import Applier
import Diagnostics
import Planner

extension ApplyReporter: UnfinishedWork {
  func tellStop() {
    let again = "Ctrl-C again stops at once and may leave it half-done."
    tell(["\(Self.safePoint(of: runs)) \(again)"])
  }

  var statusWhenCutOff: ExitStatus {
    .worst(of: [.interrupted] + runs.values.map { $0.result?.status ?? ($0.hasSent ? .partlyApplied : .interrupted) })
  }

  func tellCutOff() {
    let cut = runs.values.filter { $0.result?.isHalfDone ?? $0.hasSent }.compactMap(\.run?.description).sorted()
    tell(
      cut.isEmpty
        ? ["Stopped at once; nothing is half-done."]
        : ["Stopped at once, half-done.", "Next:  nvrctl resume \(cut.joined(separator: " "))"])
  }

  /// Where runs end that were asked to.
  private static func safePoint(of runs: [String: RunProgress]) -> String {
    let running = runs.values.filter { $0.result == nil && $0.step != nil }
    guard let run = running.first, let step = run.step else { return "Stopping before the next step." }
    guard running.count == 1 else { return "Stopping each of \(running.count) recorders behind its present step." }
    return
      "Stopping behind step \(step.number) of \(run.stepCount), \(InertText.of(step.name)), or where it only waits."
  }
}
