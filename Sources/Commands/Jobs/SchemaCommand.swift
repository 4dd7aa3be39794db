import ArgumentParser
import Host
import Manifest
import Planner

/// Writes the JSON Schema of manifests.
struct SchemaCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Write the JSON Schema of manifests, for editors.",
    discussion: """
      Example:
        nvrctl schema > nvrctl.schema.json
        nvrctl schema -o Schemas

      The first line of a manifest tells an editor with yaml-language-server where it is:
        # yaml-language-server: $schema=Schemas/\(ManifestSchema.fileName)
      """)

  @Option(name: [.short, .long], help: ArgumentHelp("A folder to write the schema to.", valueName: "folder"))
  var output: String?

  @OptionGroup var common: CommonOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    guard let output else {
      context.console.result(ManifestSchema.json())
      return .done
    }
    let path = output.hasSuffix("/") ? output + ManifestSchema.fileName : "\(output)/\(ManifestSchema.fileName)"
    try context.files.write(Array(ManifestSchema.json().utf8), to: path, for: .everybody)
    context.console.result("Wrote \(path).\nNext:  nvrctl validate PATH\n")
    return .done
  }
}
