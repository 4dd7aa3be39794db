package import Host

/// Finds secrets in the environment, in files and in the output of programs (product.md D2.5).
package struct SecretResolver: SecretResolving {
  /// Whether programs named in manifests may run.
  package enum ProgramPolicy: Sendable, Hashable {
    case refuse
    case allow(timeLimit: Duration)
  }

  private let environment: [String: String]
  private let files: any FileSystem
  private let programs: ProgramPolicy
  /// Variables that programs do not get to see.
  private var withheld: Set<String> = []

  /// More than any secret has, and little enough to refuse a file named by mistake.
  private static let sizeLimit = 4096

  package init(environment: [String: String], files: any FileSystem, programs: ProgramPolicy) {
    self.environment = environment
    self.files = files
    self.programs = programs
  }

  /// The same, keeping the variables that these references name from the programs it runs: what is a secret of nvrctl
  /// is none of theirs.
  package func withholding(_ references: some Sequence<SecretReference>) -> Self {
    var resolver = self
    for case .environment(let name) in references { resolver.withheld.insert(name) }
    return resolver
  }

  package func resolve(_ reference: SecretReference) async throws -> Secret {
    let value =
      switch reference {
      case .environment(let name): try variable(name, for: reference)
      case .file(let path): try contents(of: path, for: reference)
      case .command(let arguments): try await output(of: arguments, for: reference)
      }
    if value.isEmpty { throw SecretUnavailable(reference: reference, reason: "it is empty") }
    return Secret(value)
  }

  private func variable(_ name: String, for reference: SecretReference) throws -> String {
    guard let value = environment[name] else {
      throw SecretUnavailable(reference: reference, reason: "the variable is not set")
    }
    return value
  }

  private func contents(of path: String, for reference: SecretReference) throws -> String {
    do {
      return try text(of: files.read(path, limit: Self.sizeLimit), for: reference)
    } catch let error as FileError {
      throw SecretUnavailable(reference: reference, reason: error.reason)
    }
  }

  private func output(of arguments: [String], for reference: SecretReference) async throws -> String {
    guard case .allow(let timeLimit) = programs else {
      throw SecretUnavailable(reference: reference, reason: "programs run only with --allow-exec")
    }
    let program = ChildProgram(
      arguments: arguments, environment: environment.filter { !withheld.contains($0.key) })
    do {
      return try text(
        of: await program.output(limit: Self.sizeLimit, timeLimit: timeLimit), for: reference)
    } catch let failure as ChildProgram.Failure {
      throw SecretUnavailable(reference: reference, reason: failure.reason)
    }
  }

  /// The text without the one line end that editors and programs put behind it.
  private func text(of bytes: [UInt8], for reference: SecretReference) throws -> String {
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw SecretUnavailable(reference: reference, reason: "it is not UTF-8 text")
    }
    if text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
