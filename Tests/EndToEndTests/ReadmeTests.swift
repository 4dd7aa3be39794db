import Applier
import Commands
import FoundationEssentials
import Host
import Planner
import Simulator
import Testing
import TestSupport
import XML

/// The README is run: its commands in process against simulated recorders, its manifests through validation.
@Suite struct ReadmeTests {
  private let readme: MarkdownText

  init() throws { readme = MarkdownText(try PackageFiles.text(of: "README.md")) }

  @Test func `every command gives the output shown, and the setting shown is the real one`() async throws {
    var benches: [String: CommandBench] = [:]
    var shown = readme
    for index in shown.blocks.indices where shown.blocks[index].language == "console" {
      let name = shown.blocks[index].argument
      let bench = if let known = benches[name] { known } else { try await makeBench(name) }
      benches[name] = bench
      var lines: [String] = []
      for line in shown.blocks[index].lines where line.hasPrefix("$ ") {
        let typed = String(line.dropFirst("$ nvrctl ".count))
        let run = try bench.runs.first.map { typed.replacing(Self.oneID, with: $0.description) }
        let transcript = await bench.run(run ?? typed)
        let said = Self.withOneID(transcript.everything).split(
          separator: "\n", omittingEmptySubsequences: false)
        if !lines.isEmpty { lines.append("") }
        lines += [line] + said.dropLast().map(String.init)
      }
      shown.blocks[index].lines = lines
    }
    let setting = try PackageFiles.text(of: "Sources/Settings/Catalog/SSH.swift")
    for index in shown.blocks.indices where shown.blocks[index].language == "swift" {
      shown.blocks[index].lines = setting.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map(String.init)
    }
    try GoldenFile.expect(shown.text, equalsFile: PackageFiles.path(of: "README.md"))
  }

  private static let oneID = "c210-4be7"

  /// The text with one id for every plan and run, since a real one tells nothing and changes with every detail.
  private static func withOneID(_ text: String) -> String {
    text.replacing(/\b[0-9a-f]{4}-[0-9a-f]{4}\b/, with: oneID)
  }

  private func makeBench(_ name: String) async throws -> CommandBench {
    switch name {
    case "minimal", "rehearsal", "taken-over": return try Example.minimal.bench().bench
    case "riverside": return try Example.riverside.bench().bench
    case "first":
      var bench = try Example.minimal.bench().bench
      bench.files = InMemoryFileSystem(["front-desk.yaml": try manifest()])
      return bench
    case "drift":
      let (bench, recorders) = try Example.minimal.bench()
      _ = await bench.run("apply Examples/minimal --yes")
      bench.clock.advance(by: .seconds(9 * 86_400 - 10_000))
      recorders[0].edit(DocumentEdit("/ISAPI/System/Network/UPnP", "enabled", "true"))
      bench.clock.advance(by: .seconds(10_000))
      return bench
    case "cut-off":
      // The recorder lost its power behind the first write, and so did whoever wrote to it.
      let bench = try Example.minimal.bench().bench
      _ = await bench.run("apply Examples/minimal --yes")
      try bench.cutJournal(of: bench.onlyRun(), to: 2, torn: 17)
      bench.clock.advance(by: .seconds(7 * 60))
      return bench
    case "mistakes":
      let broken = try manifest().replacing("ntp:", with: "ntpp:").replacing("{env: FRONT_DESK_ADMIN}", with: "hunter2")
      return CommandBench(files: InMemoryFileSystem(["broken.yaml": broken]))
    default: throw UnknownBench(name: name)
    }
  }

  private struct UnknownBench: Error { var name: String }

  private func manifest() throws -> String {
    let block = try #require(readme.blocks.first { $0.language == "yaml" })
    return block.lines.map { $0 + "\n" }.joined()
  }

  @Test func `the table of commands is complete, and so is that of exit codes`() async throws {
    let help = await CommandBench().run("--help").output
    let section = help.split(separator: "\n").drop { !$0.hasPrefix("SUBCOMMANDS") }.dropFirst()
    let names = section.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.contains("'nvrctl help") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(names.count >= 9)
    for name in names { #expect(readme.text.contains("| `\(name)"), "\(name)") }
    let codes = readme.text.split(separator: "\n").compactMap { line -> Int32? in
      line.hasPrefix("| ") ? line.dropFirst(2).split(separator: " ").first.flatMap { Int32($0) } : nil
    }
    #expect(Set(codes) == Set((0...255).compactMap { ExitStatus(rawValue: $0)?.rawValue }))
  }

  @Test func `make targets and links are there`() throws {
    let makefile = try PackageFiles.text(of: "Makefile")
    for block in readme.blocks where block.language == "sh" {
      for line in block.lines where line.contains("make ") {
        let target = try #require(line.split(separator: " ").last)
        #expect(makefile.contains("\n\(target):"), "\(target)")
      }
    }
    for link in readme.localLinks {
      #expect(FileManager.default.fileExists(atPath: PackageFiles.path(of: link)), "\(link)")
    }
  }
}
