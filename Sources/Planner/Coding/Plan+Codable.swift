import FoundationEssentials
import ISAPI
import Settings

extension Plan: Codable {
  private enum CodingKeys: String, CodingKey {
    case formatVersion, kind
    case id = "planId"
    case digest, seal, createdAt, notAfter, mode
    case binding = "digests"
    case target, gates, steps, settings, unmanaged, notApplicable, impossible, remarks, cost
    case sameCount = "same"
    case summary
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      formatVersion: try container.decode(Int.self, forKey: .formatVersion),
      kind: try container.decode(String.self, forKey: .kind), id: try container.decode(String.self, forKey: .id),
      digest: try container.decode(String.self, forKey: .digest),
      seal: try container.decode(String.self, forKey: .seal), mode: try container.decode(Mode.self, forKey: .mode),
      target: try container.decode(Target.self, forKey: .target),
      binding: try container.decode(Binding.self, forKey: .binding),
      createdAt: try container.decode(Date.self, forKey: .createdAt),
      notAfter: try container.decode(Date.self, forKey: .notAfter),
      gates: try container.decode([Gate].self, forKey: .gates),
      steps: try container.decode([PlanStep].self, forKey: .steps),
      settings: try container.decode([DesiredSetting].self, forKey: .settings),
      unmanaged: try container.decode([Unmanaged].self, forKey: .unmanaged),
      notApplicable: try container.decode([NotApplicable].self, forKey: .notApplicable),
      impossible: try container.decode([Impossible].self, forKey: .impossible),
      remarks: try container.decodeIfPresent([Remark].self, forKey: .remarks) ?? [],
      sameCount: try container.decode(Int.self, forKey: .sameCount),
      cost: try container.decode(Cost.self, forKey: .cost))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(formatVersion, forKey: .formatVersion)
    try container.encode(kind, forKey: .kind)
    try container.encode(id, forKey: .id)
    try container.encode(digest, forKey: .digest)
    try container.encode(seal, forKey: .seal)
    try container.encode(createdAt, forKey: .createdAt)
    try container.encode(notAfter, forKey: .notAfter)
    try container.encode(mode, forKey: .mode)
    try container.encode(binding, forKey: .binding)
    try container.encode(target, forKey: .target)
    try container.encode(gates, forKey: .gates)
    try container.encode(steps, forKey: .steps)
    try container.encode(settings, forKey: .settings)
    try container.encode(unmanaged, forKey: .unmanaged)
    try container.encode(notApplicable, forKey: .notApplicable)
    try container.encode(impossible, forKey: .impossible)
    if !remarks.isEmpty { try container.encode(remarks, forKey: .remarks) }
    try container.encode(cost, forKey: .cost)
    try container.encode(sameCount, forKey: .sameCount)
    try container.encode(summary, forKey: .summary)
  }
}
