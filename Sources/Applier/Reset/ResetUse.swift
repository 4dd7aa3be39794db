import FoundationEssentials
import Host
import Planner
import Settings

/// The use of a plan for its one reset: at most one for a plan, for ever (product.md C4 S5).
///
/// It is kept apart from the run, so that nobody who tidies up the runs lifts it, and is created where nothing is, so
/// that of two machines with a copy of the plan one is the first.
struct ResetUse: Sendable, Codable {
  /// The run that reset the recorder, or was about to.
  var run: RunID
  var serial: String
  var time: Date

  /// Who used a plan; nil where nobody did.
  static func of(_ plan: Plan, in store: any StateStore) throws -> ResetUse? {
    guard let bytes = try store.read(path(of: plan)) else { return nil }
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    // Damaged or not, it says that the plan was used.
    return (try? decoder.decode(Self.self, from: Data(bytes)))
      ?? ResetUse(run: RunID("unknown"), serial: "", time: .distantPast)
  }

  /// Uses the plan for the present run; throws `StepFailure` where another run did.
  static func claim(at site: Worksite) throws {
    let use = ResetUse(run: site.run, serial: site.plan.target.identity.serial ?? "", time: site.clock.now)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    if try site.store.create(Array(try encoder.encode(use)), at: path(of: site.plan)) { return }
    // A run that is gone on with may ask again for a reset that did not happen.
    if let earlier = try of(site.plan, in: site.store), earlier.run != site.run {
      throw StepFailure(
        .refused, "the plan was used for a reset by run \(earlier.run)", wayOut: "run  nvrctl plan  again")
    }
  }

  private static func path(of plan: Plan) -> String { "resets/\(plan.digest).json" }
}
