package import Diagnostics
package import Host
package import ISAPI
package import YAML

/// One managed aspect of a recorder: everything about it in one file of the catalogue.
///
/// Most settings conform through `DocumentSetting` or `CollectionSetting` and state a table of fields; one too
/// odd for a table implements this protocol by hand. Everything here is pure.
package protocol Setting: Sendable {
  /// The name in plans and journals, such as `ntp`.
  static var key: String { get }
  /// The heading in plans under which its changes stand.
  static var section: Section { get }
  /// When it is written; what may cut the connection comes last.
  static var stage: Stage { get }
  /// Every manifest key it owns.
  static var fieldDescriptions: [FieldDescription] { get }

  /// Reads what a merged `spec` asks of this setting and reports every mistake; nil where it asks nothing.
  ///
  /// Unknown keys, nulls and wrong containers are reported by the manifest layer, which walks the whole tree.
  static func decode(_ spec: Node, into bag: inout DiagnosticBag) -> DesiredSetting?

  /// The resources to read for comparing, given what is known of the device's abilities.
  static func resources(for desired: DesiredSetting, on snapshot: DeviceSnapshot) -> [Endpoint]

  /// What is wanted with what only the device can tell, found out in the documents read.
  static func completed(_ desired: DesiredSetting, on snapshot: DeviceSnapshot) -> DesiredSetting

  /// What differs between the wanted and the live state.
  static func compare(_ desired: DesiredSetting, with snapshot: DeviceSnapshot) -> [SettingFinding]

  /// Where it comes from that the device lacks a field; nil where nothing more is to be said than the finding says.
  static func origin(ofLacking path: String, on snapshot: DeviceSnapshot) -> Origin?

  /// What the device has of this setting, in the words of manifests.
  static func liveState(on snapshot: DeviceSnapshot, for context: ExportContext) -> LiveState

  /// The requests that bring the device to the wanted end, made from freshly read documents.
  ///
  /// Throws `SettingNotWritable` where the documents do not allow it.
  static func requests(for change: SettingChange, on snapshot: DeviceSnapshot, secrets: ResolvedSecrets) throws
    -> [Request]
}

extension Setting {
  package static func origin(ofLacking path: String, on snapshot: DeviceSnapshot) -> Origin? { nil }

  package static func completed(_ desired: DesiredSetting, on snapshot: DeviceSnapshot) -> DesiredSetting { desired }
}

/// A heading in plans.
package enum Section: String, Sendable, Hashable, Codable, CaseIterable {
  case device
  case time
  case services
  case accounts
  case cameras
  case recording
  case access
  case network
}

/// When a setting is written: the least dangerous first.
package enum Stage: Int, Sendable, Hashable, Codable, Comparable, CaseIterable {
  /// Names, time, services: nothing hangs on them.
  case plain
  /// Users other than the one in use.
  case accounts
  /// Cameras, which take a while to connect.
  case cameras
  /// What needs the cameras to be there.
  case recording
  /// Ports and protocols, which may close the way in that is in use.
  case access
  /// The password of the account in use.
  case ownAccount
  /// The address, alone and last.
  case network

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Secrets as resolved before the first write.
package struct ResolvedSecrets: Sendable {
  private let values: [SecretReference: Secret]

  package init(_ values: [SecretReference: Secret] = [:]) { self.values = values }

  /// The secret behind a reference; nil when it was not asked for beforehand.
  package subscript(_ reference: SecretReference) -> Secret? { values[reference] }
}

/// A wanted state that cannot be put into the device's document.
package struct SettingNotWritable: Error, Sendable {
  package var setting: String
  package var path: String
  /// Why, in plain words.
  package var reason: String

  package init(setting: String, path: String, reason: String) {
    self.setting = setting
    self.path = path
    self.reason = reason
  }
}
