import Diagnostics
import Host
import ISAPI
import Settings
import YAML

/// Reads a merged `spec` into what the planner takes.
struct DeclarationReader {
  private let merged: MergedRecorder
  private let document: ManifestDocument
  private var bag: DiagnosticBag

  static func read(
    _ merged: MergedRecorder, of document: ManifestDocument, into bag: inout DiagnosticBag
  ) -> RecorderDeclaration {
    var reader = DeclarationReader(merged: merged, document: document, bag: bag)
    let declaration = reader.declaration()
    bag = reader.bag
    return declaration
  }

  private mutating func declaration() -> RecorderDeclaration {
    let settings = settings()
    if let policy = value(RecorderKeys.policy) { bag.report(.policyNotEnforced(policy)) }
    _ = value(RecorderKeys.extends)
    return RecorderDeclaration(
      name: merged.name, site: merged.site, range: document.nameRange, identity: identity(),
      addresses: value(RecorderKeys.addresses)?.value ?? [],
      secondWayIn: value(RecorderKeys.secondWayIn)?.value ?? .sadp, account: account(in: settings),
      reset: value(RecorderKeys.reset)?.value ?? .onRequest,
      protected: value(RecorderKeys.protect)?.value.map(\.rawValue) ?? [],
      confirmWindow: seconds(RecorderKeys.confirmWindow).map { Int($0) } ?? BuiltIn.confirmWindow,
      verification: verification(), settings: settings, canonicalText: CanonicalText.of(merged.spec))
  }

  private mutating func value<Value>(_ key: ManifestKey<Value>) -> Located<Value>? {
    key.decode(in: merged.spec, into: &bag)
  }

  private mutating func seconds(_ key: ManifestKey<WrittenDuration>) -> Double? { value(key)?.value.seconds }

  private mutating func identity() -> DeclaredIdentity {
    let serial = value(RecorderKeys.serial)
    return DeclaredIdentity(
      serial: serial?.value, mac: value(RecorderKeys.mac)?.value.description, model: value(RecorderKeys.model)?.value,
      firmware: value(RecorderKeys.firmware)?.value, range: serial?.range ?? document.nameRange)
  }

  private mutating func verification() -> DeclaredVerification {
    let maxOffset = seconds(RecorderKeys.maxOffset)
    return DeclaredVerification(
      burnIn: seconds(RecorderKeys.burnIn).map { Int($0) },
      camerasOnline: value(RecorderKeys.camerasOnline)?.value == .all,
      recording: value(RecorderKeys.recording)?.value == .all,
      clockOffset: seconds(RecorderKeys.clockOffset) ?? maxOffset, maxOffset: maxOffset)
  }

  private func account(in settings: [DesiredSetting]) -> DeclaredAccount {
    let fields = settings.first { $0.setting == AdminAccount.key }?.items.first
    let password = fields?["admin.password"]
    return DeclaredAccount(
      username: fields?["admin.username"]?.value.text ?? BuiltIn.username, password: password?.value.secret,
      previousPassword: fields?["admin.previousPassword"]?.value.secret, range: password?.range)
  }

  /// What every setting of the catalogue finds in the `spec`, each value with the layer that won.
  private mutating func settings() -> [DesiredSetting] {
    let unmanaged = [
      "cameras": value(RecorderKeys.unmanagedCameras)?.value, "users": value(RecorderKeys.unmanagedUsers)?.value,
    ]
    checkEmptyLists(unmanaged)
    var found: [DesiredSetting] = []
    for setting in SettingCatalog.all {
      guard var desired = setting.decode(merged.spec, into: &bag) else { continue }
      if let collection = (setting as? any CollectionSetting.Type)?.collection {
        desired.unmanaged = (unmanaged[collection] ?? nil) ?? .report
      }
      for item in desired.items.indices {
        for field in desired.items[item].fields.indices {
          let range = desired.items[item].fields[field].range
          desired.items[item].fields[field].layer = merged.layers.layer(of: range)
        }
      }
      found.append(desired)
    }
    return found
  }

  /// An empty list asks for everything to go, which takes two words in two places (product.md D2.4).
  private mutating func checkEmptyLists(_ unmanaged: [String: UnmanagedItems?]) {
    for (key, policy) in unmanaged.sorted(by: { $0.key < $1.key }) {
      guard let list = merged.spec[key], list.items?.isEmpty == true, !list.isPoisoned, policy != .remove else {
        continue
      }
      bag.report(.emptyList(key, at: list.range))
    }
  }
}

extension DesiredValue {
  /// The reference, nil for a plain value.
  var secret: SecretReference? {
    if case .secret(let reference) = self { reference } else { nil }
  }
}

extension Diagnostic {
  fileprivate static func policyNotEnforced(_ policy: Located<String>) -> Self {
    .warning(
      .policyNotEnforced, "the policy \"\(policy.value)\" is read but not enforced by this version", at: policy.range)
  }

  fileprivate static func emptyList(_ key: String, at range: SourceRange) -> Self {
    .error(
      "NVR0413", "an empty list would remove all \(key)", at: range,
      help: [
        "leave \"\(key)\" out to leave them alone",
        "to remove them all, write as well:  unmanaged: {\(key): remove}",
      ])
  }
}
