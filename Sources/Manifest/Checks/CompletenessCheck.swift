import Diagnostics
import Settings

/// Tells which recorders can be validated but not applied, before somebody stands in front of one.
enum CompletenessCheck {
  static func check(_ recorders: [RecorderDeclaration]) -> [Diagnostic] {
    recorders.compactMap { recorder in
      let missing = gaps(in: recorder)
      return missing.isEmpty ? nil : .incomplete(recorder, missing)
    }
  }

  /// What is missing, and what to write.
  private static func gaps(in recorder: RecorderDeclaration) -> [(name: String, line: String)] {
    let password = SecretWords.adminVariable(in: recorder.name)
    return [
      recorder.identity.serial == nil ? ("serial", "identity: {serial: \"SERIAL\"}") : nil,
      recorder.addresses.isEmpty ? ("address", "connect: {addresses: [ADDRESS]}") : nil,
      recorder.account.password == nil ? ("password", "admin: {password: {env: \(password)}}") : nil,
    ].compactMap(\.self)
  }
}

extension Diagnostic {
  fileprivate static func incomplete(
    _ recorder: RecorderDeclaration, _ missing: [(name: String, line: String)]
  ) -> Self {
    let names = missing.map { "no \($0.name)" }.joined(separator: ", ")
    return .warning(
      "NVR0117", "recorder \"\(recorder.name)\" cannot be applied yet: \(names)", at: recorder.range,
      help: missing.map { "add  \($0.line)" })
  }
}
