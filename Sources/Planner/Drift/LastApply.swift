package import FoundationEssentials
import Settings

/// The newest run that brought a recorder to what was declared then.
package struct LastApply: Sendable, Hashable {
  /// The id of the run.
  package var run: String
  package var began: Date
  package var ended: Date
  package var plan: Plan
  /// A run behind it that wrote to the recorder and did not converge, by its id.
  package var unfinished: String?

  package init(run: String, began: Date, ended: Date, plan: Plan, unfinished: String? = nil) {
    self.run = run
    self.began = began
    self.ended = ended
    self.plan = plan
    self.unfinished = unfinished
  }

  /// Whether the run may have set the recorder's clock to another time.
  var setsClock: Bool {
    plan.mode != .inPlace || plan.steps.contains { [Clock.key, NTP.key].contains($0.act.change?.setting) }
  }

  /// What the run wanted of a field; nil where it wanted nothing.
  func value(of field: String, item: String?, in setting: String) -> String? {
    plan.settings.first { $0.setting == setting }?.items.first { $0.item == item }?[field]?.value.text
  }

  /// Whether the run declared an item.
  func declares(_ item: String?, in setting: String) -> Bool {
    plan.settings.contains { $0.setting == setting && $0.items.contains { $0.item == item } }
  }

  /// Whether an unmanaged item came later; nil where the run did not look, or a reset in it swept all away.
  func isNewer(_ path: String, in setting: String) -> Bool? {
    guard plan.mode == .inPlace,
      let looked = plan.settings.first(where: { $0.setting == setting }), looked.unmanaged != .ignore
    else { return nil }
    return !plan.unmanaged.contains { $0.path == path }
  }
}
