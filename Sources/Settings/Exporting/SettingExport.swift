import Host
package import YAML

/// What a device has of one setting: the inverse of decoding.
package struct SettingExport: Sendable, Hashable {
  /// A `spec` with nothing but this setting's values in it, which plans nothing against the same device.
  package var spec: Node
  package var omissions: [Omission]
  /// What the device does not have at all, and manifests could ask for.
  package var lacking: [Omission]
  /// A word behind values that were read in a way that needs one, by path; of one item of a list by the path of the key
  /// that tells it apart and its value, such as `cameras.channel=3`.
  package var remarks: [String: String]

  package init(spec: Node, omissions: [Omission], lacking: [Omission] = [], remarks: [String: String]) {
    self.spec = spec
    self.omissions = omissions
    self.lacking = lacking
    self.remarks = remarks
  }
}

/// Something that a device has and that the manifest of an export does not tell.
package struct Omission: Sendable, Hashable {
  /// The manifest key it would have, such as `cameras[].port`.
  package var path: String
  /// The channel or user it is about; nil for a setting that is one document.
  package var item: String?
  /// Why, in plain words; may hold text of the device.
  package var reason: String

  package init(path: String, item: String? = nil, reason: String) {
    self.path = path
    self.item = item
    self.reason = reason
  }
}

/// What an export is told beside the device's documents.
package struct ExportContext: Sendable, Hashable {
  /// The account nvrctl works with, which is no user like others.
  package var account: String
  /// What the names of the variables begin with in which the secrets are to be supplied, such as `NVR_1`.
  package var variables: String
  /// Whether the documents are those of a snapshot, in which other texts stand for what must not be kept.
  package var isMasked: Bool

  package init(account: String, variables: String, isMasked: Bool = false) {
    self.account = account
    self.variables = variables
    self.isMasked = isMasked
  }

  /// The variable for the secret of an item: `NVR_1_CAMERA_3`, `NVR_1_USER_GUARD`.
  ///
  /// What a name of a variable cannot hold is written as an underscore.
  func variable(for item: String, in collection: String) -> String {
    let kind = collection.hasSuffix("s") ? collection.dropLast() : collection[...]
    let name = item.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    return "\(variables)_\(kind.uppercased())_\(String(name))"
  }

  /// The variable for the secret of a service: `NVR_1_EMAIL_PASSWORD` for `services.email.password`.
  func variable(for path: String) -> String {
    let words = path.split(separator: ".").dropFirst().map { word in
      word.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
    }
    return ([variables] + words).joined(separator: "_")
  }
}

/// What a device holds of one setting before it was tried whether a manifest may say so.
package struct LiveState: Sendable, Hashable {
  package var items: [DesiredItem]
  package var omissions: [Omission] = []
  /// What the device does not have at all.
  package var lacking: [Omission] = []
  package var remarks: [String: String] = [:]

  package init(items: [DesiredItem] = []) { self.items = items }
}

extension DesiredField {
  /// A value that was found on a device and stands in no file.
  init(live value: DesiredValue, at path: String) {
    self.init(path: path, value: value, range: .nowhere)
  }
}
