import Host
import Machine
import Testing

@Suite struct SecretResolverTests {
  private let files = InMemoryFileSystem(["site/password": "from a file\n", "empty": "\n", "two": "a\n\n"])

  private func resolver(_ programs: SecretResolver.ProgramPolicy = .refuse) -> SecretResolver {
    SecretResolver(
      environment: ["SET": "value", "EMPTY": "", "PATH": "/usr/bin:/bin"], files: files, programs: programs)
  }

  private func refusal(
    of reference: SecretReference, _ programs: SecretResolver.ProgramPolicy = .refuse
  ) async throws -> String? {
    await #expect(throws: SecretUnavailable.self) { _ = try await resolver(programs).resolve(reference) }?.reason
  }

  @Test func `a variable gives its value`() async throws {
    #expect(try await resolver().resolve(.environment("SET")).reveal() == "value")
  }

  @Test func `a missing or empty variable is an error`() async throws {
    #expect(try await refusal(of: .environment("MISSING")) == "the variable is not set")
    #expect(try await refusal(of: .environment("EMPTY")) == "it is empty")
  }

  @Test func `a file gives its text without one line end`() async throws {
    #expect(try await resolver().resolve(.file("site/password")).reveal() == "from a file")
    #expect(try await resolver().resolve(.file("two")).reveal() == "a\n")
    #expect(try await refusal(of: .file("empty")) == "it is empty")
    #expect(try await refusal(of: .file("missing")) == "No such file or directory")
  }

  @Test func `a program runs only when it is allowed to`() async throws {
    #expect(try await refusal(of: .command(["echo", "x"])) == "programs run only with --allow-exec")
  }

  @Test func `a program gets its arguments as they are, without a shell`() async throws {
    let secret = try await resolver(.allow(timeLimit: .seconds(20))).resolve(.command(["printf", "%s\n", "$HOME; ls"]))
    #expect(secret.reveal() == "$HOME; ls")
  }

  @Test func `a program does not see what other secrets are kept in`() async throws {
    let program = SecretReference.command(["sh", "-c", "echo \"[$SET] [$OTHER]\""])
    let resolver = SecretResolver(
      environment: ["SET": "value", "OTHER": "token", "PATH": "/usr/bin:/bin"], files: files,
      programs: .allow(timeLimit: .seconds(20))
    ).withholding([.environment("SET"), .file("OTHER"), program])
    #expect(try await resolver.resolve(program).reveal() == "[] [token]")
    #expect(try await resolver.resolve(.environment("SET")).reveal() == "value")
  }

  @Test func `a program that fails, is missing or takes too long gives no secret`() async throws {
    let allowed = SecretResolver.ProgramPolicy.allow(timeLimit: .seconds(20))
    #expect(try await refusal(of: .command(["sh", "-c", "echo no; exit 3"]), allowed)?.contains("exit code 3") == true)
    #expect(
      try await refusal(of: .command(["no-such-program-here"]), allowed)?.contains("could not be started") == true)
    let short = SecretResolver.ProgramPolicy.allow(timeLimit: .milliseconds(20))
    #expect(try await refusal(of: .command(["sleep", "86400"]), short) == "the program took too long")
  }
}
