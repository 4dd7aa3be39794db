import FoundationEssentials
import Host
import Planner
import Settings

/// What planning came to, in every form asked for; the forms never change the exit status.
struct PlanReport {
  var results: [PlanningResult]
  var planFile: String?
  var paths: [String]

  /// Writes each form to its place.
  func write(to outputs: OutputTargets, in context: CommandContext) throws {
    for target in outputs.targets {
      let text =
        switch target.form {
        case .text: text(width: target.path == nil ? context.console.width : 80)
        case .json: try PlanDocument(results).json()
        }
      if let path = target.path {
        try context.files.write(Array(text.utf8), to: path)
      } else {
        context.console.result(text)
      }
    }
  }

  /// Every recorder, then one line for all of them, then what to type next.
  func text(width: Int) -> String {
    let blocks = results.map { result in
      switch result.outcome {
      case .success(let plan): "\(plan.target.name) \(plan.id) \(plan.steps.count) steps\n"
      case .failure(let problem): failure(problem, of: result, width: width)
      }
    }
    return blocks.joined() + total + next
  }

  private func failure(_ problem: Problem, of result: PlanningResult, width: Int) -> String {
    let head = "! \(result.declaration.fullName)"
    let time = Figure.seconds(result.seconds)
    return head + Column.right(time, to: width - head.count) + "\n"
      + problem.lines(indent: "    ", width: width).map { $0 + "\n" }.joined() + "\n"
  }

  private var total: String {
    let traffic = results.map(\.traffic).reduce(Traffic(), +)
    let figures = [
      Count.of(results.count, "recorder"), Count.of(traffic.reads, "read"), Count.of(traffic.writes, "write"),
      Count.of(traffic.logins, "login"),
    ]
    return figures.joined(separator: ", ") + ".\n"
  }

  private var next: String { "Next:  nvrctl apply \(planFile ?? ShellWords.text(paths))\n" }
}
