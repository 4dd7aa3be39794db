import ArgumentParser
import Diagnostics
import Host
import Planner

/// Where plans are written, and how.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Keep the plan in a file, for nvrctl apply.", valueName: "file"))
  var planFile: String?

  @Option(
    help: ArgumentHelp(
      "Forms to show the plan in and where: text=-,json=plan.json; - is standard output.", valueName: "form=file,..."))
  var out = OutputTargets.text
}

/// The forms a plan is shown in, and where each goes.
struct OutputTargets: Sendable, Hashable, ExpressibleByArgument {
  /// A form of a plan.
  enum Form: String, Sendable, CaseIterable {
    case text
    case json
  }

  /// One form and its file; standard output where there is none.
  struct Target: Sendable, Hashable {
    var form: Form
    var path: String?
  }

  var targets: [Target]

  /// Text on standard output.
  static let text = Self(targets: [Target(form: .text, path: nil)])

  init(targets: [Target]) { self.targets = targets }

  init?(argument: String) {
    var targets: [Target] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let form = Form(rawValue: String(sides[0])) else { return nil }
      let path = sides.count == 2 ? String(sides[1]) : "-"
      if path.isEmpty { return nil }
      targets.append(Target(form: form, path: path == "-" ? nil : path))
    }
    if targets.count(where: { $0.path == nil }) > 1 { return nil }
    self.targets = targets
  }

  /// Whether anything is written to standard output.
  var usesStandardOutput: Bool { targets.contains { $0.path == nil } }
}

extension OutputTargets {
  /// Writes what is drawn of each form to its place; files are plain and 80 columns wide.
  func write(in context: CommandContext, _ drawn: (Form, _ width: Int, Palette) throws -> String) throws {
    for target in targets {
      if let path = target.path {
        try context.files.write(Array(try drawn(target.form, 80, .plain).utf8), to: path)
      } else {
        context.console.result(try drawn(target.form, context.console.width, context.console.palette))
      }
    }
  }
}

extension OutputTargets: CustomStringConvertible {
  var description: String { targets.map { "\($0.form.rawValue)=\($0.path ?? "-")" }.joined(separator: ",") }
}
