extension SecretReference: Codable {
  private enum CodingKeys: String, CodingKey {
    case environment = "env"
    case file
    case command = "exec"
  }

  /// Reads the mapping that manifests write: one of `env`, `file`, `exec`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let name = try container.decodeIfPresent(String.self, forKey: .environment) {
      self = .environment(name)
    } else if let path = try container.decodeIfPresent(String.self, forKey: .file) {
      self = .file(path)
    } else {
      self = .command(try container.decode([String].self, forKey: .command))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .environment(let name): try container.encode(name, forKey: .environment)
    case .file(let path): try container.encode(path, forKey: .file)
    case .command(let arguments): try container.encode(arguments, forKey: .command)
    }
  }
}
