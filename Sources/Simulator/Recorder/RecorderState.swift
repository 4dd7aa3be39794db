import FoundationEssentials
import ISAPI
import XML

/// Everything a recorder remembers, as a value; what it does is in the extensions.
struct RecorderState {
  /// What the recorder is and stays.
  let profile: RecorderProfile
  /// What it does differently from others.
  var behavior: RecorderBehavior
  /// What is known of the real recorder that this one is a twin of.
  var twin: Twin?
  /// The documents by the path of their resource; absent where the recorder has none.
  var documents: [String: XMLElement] = [:]
  /// Documents that come into force at the next reboot.
  var pending: [String: XMLElement] = [:]
  /// Values that were taken and are never shown, by resource, item and field.
  var secrets: [SecretPlace: String] = [:]
  /// Its boots.
  var power: PowerCycle
  /// Nonces and wrong tries.
  var gate = LoginGate()
  /// Challenges for the first password.
  var activation = ActivationDesk()
  /// The cameras around.
  var cameras: [SimulatedCamera] = []
  /// Since when each channel has been trying its camera.
  var connectingSince: [Int: Date] = [:]
  /// Since when cameras in the recorder's own sockets may be added.
  var plugAndPlaySince = Date.distantPast
  /// Where cameras are left alone because their channel was removed while it was not plug and play.
  var unwatchedAddresses: Set<String> = []
  /// How far the recorder's clock is ahead.
  var clockSkew: TimeInterval = 0
  /// Since when a time server has been within reach; nil while there is none.
  var serverSince: Date?
  /// Where the recorder listens at the moment.
  var binding: Binding
  /// Where it still listens besides, until it reboots.
  var oldBindings: [Binding] = []
  /// The key behind the certificate.
  var identityKey: IdentityKey
  /// What is in wait to go wrong.
  var faults = FaultPlan()
  /// Factory resets that were carried out.
  var resetsDone = 0
  /// What it was asked.
  var log = RequestLog()
  /// Requests that are not answered yet.
  var underWay = 0
  /// The recorder's own log.
  var records: [LogRecord] = []
  /// What subscribers have not been told yet.
  var outbox: [RecorderEvent] = []

  /// A field that holds a secret.
  struct SecretPlace: Hashable {
    var resource: String
    var id: String
    var field: XMLPath
  }

  /// Whether there is an administrator.
  var isActivated: Bool { password(ofUser: "1") != nil }

  /// The password of an account.
  func password(ofUser id: String) -> String? {
    secrets[SecretPlace(resource: Resource.users.path, id: id, field: "password")]
  }

  /// The resources of this recorder, found by path.
  func resource(at path: String) -> DocumentTarget? {
    guard let target = DocumentTarget(path: path, among: resources),
      documents[target.resource.path] != nil, !isHidden(target.resource.path)
    else { return nil }
    return target
  }

  /// Every resource that this recorder may have.
  var resources: [Resource] { ResourceCatalog.all + (twin?.unknown ?? []) }

  private func isHidden(_ path: String) -> Bool {
    behavior.notSupported.contains(path) || twin?.isHidden(path) == true
  }
}
