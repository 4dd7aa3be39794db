import Diagnostics
import Manifest
import Settings
import Testing

/// Good and bad values for every key of every setting, as manifests with nothing else in them.
enum FieldCorpus {
  /// One value at one key.
  struct Case: Sendable, CustomTestStringConvertible {
    var path: String
    var value: String

    var testDescription: String { "\(path): \(value)" }

    /// A recorder that asks for nothing else.
    var manifest: String {
      "apiVersion: nvrctl/v1\nkind: Recorder\nmetadata: {name: a}\nspec: \(Self.wrap(value, in: path.split(separator: ".")[...]))\n"
    }

    private static func wrap(_ value: String, in path: ArraySlice<Substring>) -> String {
      guard let key = path.first else { return value }
      let inner = wrap(value, in: path.dropFirst())
      guard key.hasSuffix("[]") else { return "{\(key): \(inner)}" }
      let list = key.dropLast(2)
      let identity = list == "users" ? "name: sample" : "channel: 1"
      let item =
        path.dropFirst() == ["channel"] || path.dropFirst() == ["name"] && list == "users"
        ? inner : "{\(identity), " + inner.dropFirst()
      return "{\(list): [\(item)]}"
    }
  }

  /// Values of every shape, most of them wrong at any one key.
  private static let anywhere = [
    "true", "false", "yes", "True", "null", "~", "0", "1", "-1", "80", "70000", "080", "0x50", "1.5", "\"\"", "\"80\"",
    "text", "\"two words\"", "10.20.30.10", "10.20.30.10/24", "10.20.30.300", "10.20.30.10/33", "10s", "180s", "10m",
    "2h", "Europe/Oslo", "a.b:8080", "[]", "[10.20.30.1]", "[text]", "[1]", "[null]", "{}", "{env: NAME}", "{env: 1A}",
    "{file: a}", "{exec: [a, b]}", "{exec: a}", "{env: A, file: b}", "{other: a}", "44:19:b6:00:a0:3f", "[a, b, c, d]",
    "\">=4.30 <5\"", "none", "all", "footage",
  ]

  static let cases: [Case] = {
    let fields = SettingCatalog.all.flatMap { $0.fieldDescriptions }
    let own = [
      "reset", "protect", "extends", "connect.addresses", "connect.secondWayIn", "network.confirmWindow",
      "identity.serial", "identity.mac", "identity.model", "identity.firmware", "unmanaged.cameras", "unmanaged.users",
      "verify.burnIn", "verify.camerasOnline", "verify.recording", "verify.clockOffset", "policy", "time.maxOffset",
    ]
    let general = (fields.map(\.path) + own).flatMap { path in anywhere.map { Case(path: path, value: $0) } }
    // A schema sees the number or truth value that an editor read, not how it was spelled.
    let spelled = general.filter { sample in
      !["080", "0x50", "True"].contains(sample.value)
        || fields.first { $0.path == sample.path }?.schema.isSpelledOneWay != true
    }
    return spelled + fields.flatMap { field in values(for: field.schema).map { Case(path: field.path, value: $0) } }
  }()

  /// Values around the bounds of a schema.
  private static func values(for schema: ValueSchema) -> [String] {
    switch schema {
    case .boolean, .secret: []
    case .integer(let range):
      [range.lowerBound - 1, range.lowerBound, range.upperBound, range.upperBound + 1].map(String.init)
    case .text(_, let maxBytes):
      maxBytes.map { [$0, $0 + 1].map { String(repeating: "x", count: $0) } } ?? []
    case .choice(let words): words.flatMap { [$0, "\"\($0)\"", $0 + "x"] }
    case .list(let item, let max):
      values(for: item).map { "[\($0)]" }
        + (max.map { ["[" + [String](repeating: "10.0.0.1", count: $0 + 1).joined(separator: ", ") + "]"] } ?? [])
    }
  }

  /// Whether a diagnostic is about the form of one value, which is what a schema can tell.
  static func isAboutOneValue(_ diagnostic: Diagnostic) -> Bool {
    [
      "NVR0107", "NVR0111", "NVR0112", "NVR012", "NVR0131", "NVR0132", "NVR0305", "NVR0306", "NVR0307", "NVR0308",
      "NVR0411",
    ].contains {
      diagnostic.code.text.hasPrefix($0)
    }
  }
}

extension ValueSchema {
  /// Whether the decoder takes one spelling where other readers take several.
  fileprivate var isSpelledOneWay: Bool {
    switch self {
    case .integer, .boolean: true
    case .text, .choice, .list, .secret: false
    }
  }
}
