import ISAPI
import Planner
import Simulator

/// What goes wrong while the way in moves.
enum MoveFailure: String, Sendable, CaseIterable {
  case nothing
  /// The recorder refuses the write.
  case refused
  /// The connection ends before the write has its effect.
  case cutBefore
  /// It ends behind the effect.
  case cutAfter
  /// No answer ever comes.
  case silence
  case slow
  /// The recorder loses its power behind the write.
  case powerLoss
  /// The write is taken, and nothing is kept.
  case ignored
  /// Nothing gets through to the new way any more, and there is no other.
  case blockedForGood
  /// Nothing gets through to the new way, and the recorder is also reached through a router.
  case blockedWithOtherWay
  /// Nothing gets through to the new way until the window has closed.
  case blockedPastWindow
  /// The recorder makes a new certificate.
  case newCertificate

  /// The address of the router that leads to the recorder.
  static let router = "203.0.113.7"

  /// What goes wrong at the write itself, nil where something else does.
  func fault(on resource: String) -> Fault? {
    switch self {
    case .nothing, .blockedForGood, .blockedWithOtherWay, .blockedPastWindow: nil
    case .refused:
      Fault(.refusal(status: 400, code: 6, subStatus: "badParameters"), on: .put, resource)
    case .cutBefore: Fault(.closeConnection, .beforeEffect, on: .put, resource)
    case .cutAfter: Fault(.closeConnection, .afterEffect, on: .put, resource)
    case .silence: Fault(.silence, .afterEffect, on: .put, resource)
    case .slow: Fault(.slow(.seconds(12)), .afterEffect, on: .put, resource)
    case .powerLoss: Fault(.reboot, .afterEffect, on: .put, resource)
    case .ignored: Fault(.ignoredWrite, on: .put, resource, times: nil)
    case .newCertificate: Fault(.newCertificate, .afterEffect, on: .put, resource)
    }
  }

  var blocks: Bool { [.blockedForGood, .blockedWithOtherWay, .blockedPastWindow].contains(self) }

  /// What a run has to end with.
  func expectation(for kind: MoveKind) -> ExitStatus {
    switch self {
    case .nothing, .cutBefore, .cutAfter, .silence, .slow, .powerLoss: .done
    case .refused: .failed
    // The recorder is there, and the value is not: what differs is named, as for any other setting.
    // Nothing was kept, and that is seen: nothing was changed.
    case .ignored: kind.leadsToOpenWay ? .failed : .rolledBack
    case .blockedForGood: .unknown
    case .blockedWithOtherWay: kind.takesAnyNamedWay ? .done : .rolledBack
    case .blockedPastWindow: .rolledBack
    // Every way in shows the other key, and none is believed.
    case .newCertificate: .unknown
    }
  }
}
