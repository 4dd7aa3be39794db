import Device
import Diagnostics
import ISAPI
import Planner
import Settings

/// Something that validation lets pass and that planning cannot do without.
struct MissingDeclaration: Explained {
  let problem: Problem

  /// The manifests give no password for the recorder.
  static func password(of recorder: RecorderDeclaration) -> Self {
    Self(
      problem: Problem(
        "\(recorder.fullName) declares no password", facts: [place(of: recorder)],
        advice: ["add  admin: {password: {env: NAME}}"], status: .failed))
  }

  /// The manifests do not say where the recorder is.
  static func addresses(of recorder: RecorderDeclaration) -> Self {
    Self(
      problem: Problem(
        "\(recorder.fullName) declares no address", facts: [place(of: recorder)],
        advice: ["add  connect: {addresses: [ADDRESS]}"], status: .failed))
  }

  private static func place(of recorder: RecorderDeclaration) -> String {
    "manifest: \(recorder.range.file):\(recorder.range.start.line)"
  }
}

/// Passwords that a recorder would refuse, found before anything hangs on them.
struct WeakPasswords: Explained {
  var findings: [Diagnostic]

  var problem: Problem {
    Problem(
      findings.map(\.message).joined(separator: "; "), advice: findings.flatMap(\.help), status: .refused)
  }
}

extension RecorderNotFound: Explained {
  var problem: Problem {
    let problems = findings.map { ($0, Problem($0)) }
    // A refused login says more than an address at which nobody answers, and another device more than both.
    let telling =
      problems.first { $0.1.status == .refused } ?? problems.first { $0.0.isAnswer } ?? problems.first
    guard let telling else {
      return Problem("no address was tried", advice: ["add  connect: {addresses: [ADDRESS]}"], status: .failed)
    }
    let others = problems.filter { $0.0.address != telling.0.address }.map { $0.1.summary }
    return Problem(
      telling.1.summary, facts: telling.1.facts + others, advice: telling.1.advice, status: telling.1.status)
  }
}

extension AddressFinding {
  /// Whether anything answered.
  fileprivate var isAnswer: Bool { if case .unreachable = outcome { false } else { true } }
}

extension Problem {
  /// What one address that was tried had to say.
  fileprivate init(_ finding: AddressFinding) {
    switch finding.outcome {
    case .unreachable(let error): self.init(error)
    case .loginRefused(let error): self.init(error)
    case .otherDevice(let error): self.init(error)
    case .notARecorder(let refusal) where refusal.isFromARecorder:
      self.init(refusal)
      summary = "\(finding.address): \(summary)"
    case .notARecorder(let refusal):
      self.init(
        "what answers at \(finding.address) is not a recorder", facts: [refusal.description],
        advice: ["check that the address is the recorder's own, and that no proxy stands between"], status: .failed)
    case .inactive: self.init("the device at \(finding.address) has no administrator", status: .failed)
    case .recorder: self.init("the recorder is at \(finding.address)", status: .done)
    }
  }
}

extension DeviceRefusal {
  /// Whether the answer looks like one of a recorder that is not in order, and not like one of something else.
  fileprivate var isFromARecorder: Bool {
    switch kind {
    case .refused, .busy: httpStatus != 404
    case .webPage, .malformed, .empty, .unexpectedContent: false
    }
  }
}

extension SnapshotIncomplete: Explained {
  var problem: Problem {
    var problem = Problem(cause)
    problem.summary = "\(endpoint.path) could not be read: \(problem.summary)"
    return problem
  }
}

extension PlanRefused: Explained {
  var problem: Problem { Problem("\(recorder): \(reason)", advice: [help], status: .refused) }
}
