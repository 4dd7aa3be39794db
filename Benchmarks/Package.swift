// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that building and testing nvrctl knows nothing of it. It runs the program as it is shipped,
// and needs nothing of its code.
let package = Package(
  name: "benchmarks",
  targets: [
    .executableTarget(
      name: "benchmarks", path: "Sources/Benchmarks",
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ])
  ],
  swiftLanguageModes: [.v6]
)
