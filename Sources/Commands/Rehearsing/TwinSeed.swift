import Host
import ISAPI
import Planner
import Settings
import Simulator

/// The twin that a plan is rehearsed on: the recorder of the snapshot, with the passwords the plan expects, and the
/// cameras the plan declares.
struct TwinSeed {
  let plan: Plan
  let snapshot: RecordedSnapshot
  let secrets: ResolvedSecrets

  /// The twin as it begins.
  var seed: RecorderSeed {
    var seed = RecorderSeed.twin(of: snapshot, password: password)
    for camera in declaredCameras { add(camera, to: &seed) }
    let host = plan.target.address.host
    if plan.mode == .provision { seed.address = address(at: host) }
    if plan.target.address.isOnThisMachine { seed.behavior.defaultAddress = address(at: host) }
    return seed
  }

  /// The password the recorder took when the plan was made; nil where it had none.
  private var password: Secret? {
    guard plan.mode != .provision else { return nil }
    let account = plan.target.account
    let reference = plan.target.login == .current ? account.password : account.previousPassword
    return reference.flatMap { secrets[$0] }
  }

  private func address(at host: String) -> InterfaceAddress {
    InterfaceAddress(
      host, prefix: host.hasPrefix("127.") ? 8 : 24,
      gateway: host.split(separator: ".").dropLast().joined(separator: ".") + ".1")
  }

  /// What the manifests say of one camera.
  private struct DeclaredCamera {
    var address: String?
    var serial: String?
    var username: String?
    var password: Secret?
  }

  private var declaredCameras: [DeclaredCamera] {
    plan.settings.filter { $0.setting == Cameras.key }.flatMap(\.items).map { item in
      func text(_ name: String) -> String? {
        item.fields.first { $0.path.hasSuffix("." + name) }.flatMap { field in
          if case .text(let text) = field.value { text } else { nil }
        }
      }
      let password = item.fields.lazy.compactMap { field -> Secret? in
        if case .secret(let reference) = field.value { secrets[reference] } else { nil }
      }.first
      return DeclaredCamera(
        address: text("address"), serial: text("serial"), username: text("username"), password: password)
    }
  }

  /// Takes the manifests at their word: the camera is there, and takes what they say.
  private func add(_ camera: DeclaredCamera, to seed: inout RecorderSeed) {
    let bySerial = seed.cameras.firstIndex { one in
      camera.serial.map { !one.serial.isEmpty && one.serial.hasSuffix($0) } == true
    }
    guard let index = bySerial ?? seed.cameras.firstIndex(where: { $0.address == camera.address }) else {
      guard let address = camera.address, let password = camera.password else { return }
      seed.cameras.append(
        SimulatedCamera(
          at: address, username: camera.username ?? "admin", password: password.reveal(), serial: camera.serial ?? ""))
      return
    }
    if let password = camera.password { seed.cameras[index].password = password.reveal() }
    if let username = camera.username { seed.cameras[index].username = username }
    if seed.cameras[index].serial.isEmpty, let serial = camera.serial { seed.cameras[index].serial = serial }
  }
}
