/// A recorder with sixteen cameras, as a manifest declares it.
struct DeclaredRecorder {
  /// Its place in the fleet, from 0 on, which its name, serial and addresses follow from.
  var number: Int
  /// Where it is to be reached.
  var address: String
  var port: Int?
  /// Whether it belongs to a site, which then gives it clock and services.
  var site: String?
  /// Whether one of its keys is misspelt.
  var hasMistake = false

  /// How many cameras each recorder has.
  static let cameras = 16

  /// Its name in the manifest.
  var name: String { "nvr-\(number)" }
  /// Its serial number.
  var serial: String { String(100_000_000 + number) }
  /// Where it is to be reached, as manifests say it.
  var url: String { "http://\(place)" }
  /// The same without the scheme.
  var place: String { address + (port.map { ":\($0)" } ?? "") }
  /// The first three numbers of the addresses of its network.
  private var network: Substring { address.prefix(upTo: address.lastIndex(of: ".") ?? address.endIndex) }

  /// The text of its file.
  var manifest: String {
    let cameras = (1...Self.cameras).map { channel in
      "    - {channel: \(channel), name: \"camera \(channel)\", address: \(network).\(20 + channel)}\n"
    }
    return """
      apiVersion: nvrctl/v1
      kind: Recorder
      metadata:
        name: \(name)
      \(site.map { "  site: \($0)\n" } ?? "")spec:
        extends: [base]
        identity: {serial: "\(serial)"}
        connect: {addresses: ["\(url)"]}
        \(hasMistake ? "deviceNam" : "deviceName"): recorder \(number)
        cameras:

      """ + cameras.joined()
  }

  /// The profile that all of them extend.
  static let profile = """
    apiVersion: nvrctl/v1
    kind: Profile
    metadata:
      name: base
    spec:
      admin: {password: {env: BENCHMARK_ADMIN}}
      time: {zone: Europe/Oslo, ntp: [pool.ntp.org]}
      services:
        upnp: {enabled: false}
        hikConnect: {enabled: false}
        ssh: {enabled: false}
        telnet: {enabled: false}
      cameraDefaults:
        protocol: hikvision
        port: 8000
        username: admin
        password: {env: BENCHMARK_CAMERAS}
        record: {mode: continuous}

    """

  /// A site of the fleet.
  static func site(_ name: String) -> String {
    """
    apiVersion: nvrctl/v1
    kind: Site
    metadata:
      name: \(name)
    spec:
      internet: none
      defaults: {time: {zone: Europe/Oslo}}

    """
  }
}

extension ScratchFolder {
  /// Writes a tree of sites with ten recorders each: one file for each recorder and each site, and one profile.
  func writeTree(_ name: String, recorders: Int, mistakes: Bool = false) throws {
    try write(DeclaredRecorder.profile, to: "\(name)/profiles/base.yaml")
    for number in 0..<recorders {
      let site = "site-\(number / 10)"
      if number.isMultiple(of: 10) { try write(DeclaredRecorder.site(site), to: "\(name)/sites/\(site)/site.yaml") }
      let recorder = DeclaredRecorder(
        number: number, address: "10.\(number / 250).\(number % 250).10", site: site, hasMistake: mistakes)
      try write(recorder.manifest, to: "\(name)/sites/\(site)/\(recorder.name).yaml")
    }
  }
}
