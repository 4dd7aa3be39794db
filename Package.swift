// swift-tools-version: 6.2
import PackageDescription

/// Third-party products, named once.
extension Target.Dependency {
  static let asn1: Self = .product(name: "SwiftASN1", package: "swift-asn1")
  static let argumentParser: Self = .product(name: "ArgumentParser", package: "swift-argument-parser")
  static let certificates: Self = .product(name: "X509", package: "swift-certificates")
  static let crypto: Self = .product(name: "Crypto", package: "swift-crypto")
  static let cryptoExtras: Self = .product(name: "CryptoExtras", package: "swift-crypto")
  static let logging: Self = .product(name: "Logging", package: "swift-log")
  static let nioCore: Self = .product(name: "NIOCore", package: "swift-nio")
  static let nioHTTP1: Self = .product(name: "NIOHTTP1", package: "swift-nio")
  static let nioPosix: Self = .product(name: "NIOPosix", package: "swift-nio")
  static let nioSSL: Self = .product(name: "NIOSSL", package: "swift-nio-ssl")
  static let nioTLS: Self = .product(name: "NIOTLS", package: "swift-nio")
}

let package = Package(
  name: "nvrctl",
  products: [
    .executable(name: "nvrctl", targets: ["nvrctl"]),
    // Preloaded by tests into the program, to kill it at a chosen moment.
    .library(name: "Mortality", type: .dynamic, targets: ["Mortality"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
  ],
  targets: [
    // Layer 0, pure. What everything is written in.
    // The system's YAML parser as a C module.
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    // What of the system's process control Swift cannot call, as a C module.
    .systemLibrary(name: "CProcess"),
    // Source files, ranges, severities, codes, and how they are drawn.
    .target(name: "Diagnostics"),
    // Ordered element trees: bytes to tree to bytes, nothing lost.
    .target(name: "XML"),
    // What a machine gives a program, as seams: clock, files, state, terminal, secrets; and each of them in memory.
    .target(name: "Host"),

    // Layer 1, pure. Text and bytes with meaning.
    // Text to a node tree in which every node knows its range.
    .target(name: "YAML", dependencies: ["CLibYAML", "Diagnostics"]),
    // The device's HTTP vocabulary as values, and the seams to reach it.
    .target(name: "ISAPI", dependencies: ["XML", "Host"]),
    // Discovery messages as values; reading only.
    .target(name: "SADP", dependencies: ["XML"]),
    // Digest challenge and answer, both sides.
    .target(name: "DigestAuth", dependencies: [.crypto]),
    // The exchange that gives an inactive device its first password, both sides.
    .target(name: "Activation", dependencies: ["Host", .crypto, .cryptoExtras]),
    // Sensitive fields as a device and its accounts encrypt them for each other, both sides.
    .target(name: "FieldEncryption", dependencies: ["Host", .crypto, .cryptoExtras]),

    // Layer 2, pure. The catalogue of what can be managed.
    .target(name: "Settings", dependencies: ["Diagnostics", "Host", "ISAPI", "XML", "YAML"]),

    // Layer 3, pure. What is wanted, and what that takes.
    // Manifest texts to desired state, every mistake reported.
    .target(name: "Manifest", dependencies: ["Diagnostics", "Host", "ISAPI", "Settings", "YAML"]),
    // Desired state over a snapshot to a plan.
    .target(name: "Planner", dependencies: ["Diagnostics", "Host", "ISAPI", "Settings", "XML", .crypto]),

    // Layer 4, effects.
    // This machine behind the seams of Host: clock, files, state on disk, terminal, programs that give secrets.
    .target(name: "Machine", dependencies: ["CProcess", "Host"]),
    // Sockets of a multicast group, for whoever asks and whoever answers there.
    .target(name: "Multicast", dependencies: [.nioCore, .nioPosix]),
    // The real thing: HTTP transport, discovery, login ledger, locating, reading a snapshot.
    .target(
      name: "Device",
      dependencies: [
        "Activation", "DigestAuth", "Host", "ISAPI", "Multicast", "SADP", "Settings", "XML",
        .crypto, .logging, .nioCore, .nioHTTP1, .nioPosix, .nioSSL, .nioTLS,
      ]),
    // Carries out a plan against any transport, with a journal.
    .target(
      name: "Applier",
      dependencies: ["Activation", "FieldEncryption", "Host", "ISAPI", "Planner", "Settings", "XML", .crypto]),
    // A recorder in a box: state, accounts, faults, reboot, HTTP and UDP fronts.
    .target(
      name: "Simulator",
      dependencies: [
        "Activation", "DigestAuth", "FieldEncryption", "Host", "ISAPI", "Multicast", "SADP", "XML",
        .asn1, .certificates, .crypto, .nioCore, .nioHTTP1, .nioPosix, .nioSSL,
      ]),

    // Layer 5. The command line as a library.
    .target(
      name: "Commands",
      dependencies: [
        "Applier", "Device", "Diagnostics", "Host", "ISAPI", "Machine", "Manifest", "Planner", "Settings",
        "Simulator", "XML", "YAML", .argumentParser, .crypto, .logging,
      ]),

    // Layer 6. @main, nothing else.
    .executableTarget(name: "nvrctl", dependencies: ["Commands"]),

    // Tests. TestSupport is written as carefully as the product.
    .target(
      name: "TestSupport", dependencies: ["Device", "Diagnostics", "Host", "ISAPI", "Simulator", "XML", "YAML"],
      path: "Tests/TestSupport"),
    // Kills a process at a chosen moment of its work on files; never part of the product.
    .target(name: "Mortality", path: "Tests/Mortality", linkerSettings: [.linkedLibrary("dl")]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"]),
    .testTarget(name: "MachineTests", dependencies: ["Machine", "Host", "TestSupport"]),
    .testTarget(name: "XMLTests", dependencies: ["XML", "TestSupport"]),
    .testTarget(name: "YAMLTests", dependencies: ["YAML", "Diagnostics", "TestSupport"]),
    .testTarget(name: "ISAPITests", dependencies: ["ISAPI", "Host", "XML", "TestSupport"]),
    .testTarget(name: "SADPTests", dependencies: ["SADP", "XML", "TestSupport"]),
    .testTarget(
      name: "CryptographyTests",
      dependencies: ["Activation", "DigestAuth", "FieldEncryption", "Host", "TestSupport", .crypto, .cryptoExtras],
      exclude: ["Vectors"]),
    .testTarget(
      name: "SettingsTests",
      dependencies: ["Settings", "Diagnostics", "Host", "ISAPI", "XML", "YAML", "TestSupport"]),
    .testTarget(
      name: "ManifestTests",
      dependencies: ["Manifest", "Settings", "Diagnostics", "Host", "ISAPI", "Machine", "XML", "YAML", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "PlannerTests",
      dependencies: ["Planner", "Settings", "Diagnostics", "Host", "ISAPI", "XML", "YAML", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        "Commands", "Applier", "Planner", "Settings", "Manifest", "Diagnostics", "Host", "ISAPI", "TestSupport",
        .logging,
      ],
      exclude: ["Golden", "Rendering/Golden"]),
    .testTarget(
      name: "DeviceTests",
      dependencies: [
        "Device", "Diagnostics", "Simulator", "DigestAuth", "Host", "ISAPI", "Machine", "Multicast", "SADP", "Settings",
        "XML",
        "TestSupport",
        .certificates, .crypto, .logging, .nioCore, .nioPosix, .nioSSL,
      ]),
    .testTarget(
      name: "ApplierTests",
      dependencies: [
        "Applier", "Device", "Manifest", "Planner", "Settings", "Simulator", "Host", "ISAPI", "XML", "TestSupport",
        .logging,
      ]),
    .testTarget(
      name: "SimulatorTests",
      dependencies: ["Simulator", "Activation", "DigestAuth", "Host", "ISAPI", "SADP", "XML", "TestSupport"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "Commands", "Applier", "Device", "Host", "ISAPI", "Machine", "Manifest", "Planner", "Settings",
        "Simulator", "XML", "TestSupport",
      ],
      exclude: ["Drift/Golden", "Golden"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.name != "Mortality" {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
