import FoundationEssentials
package import Host
package import Planner

/// The name of a run: the id of its plan, with a number behind it from the second attempt on.
package struct RunID: Sendable, Hashable, Codable, CustomStringConvertible {
  package let description: String

  package init(_ text: String) { description = text }

  /// The folder of the run.
  package var folder: String { "runs/\(description)" }
  /// The plan that is carried out.
  package var plan: String { folder + "/plan.json" }
  /// The journal beside it.
  package var journal: String { folder + "/journal.jsonl" }

  package init(from decoder: any Decoder) throws {
    description = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// One run as it is kept: its plan and what its journal tells.
package struct RunRecord: Sendable {
  package let id: RunID
  package let plan: Plan
  package let journal: JournalReading

  /// All runs in a state folder in the order of their names; damaged ones with what is wrong with them.
  package static func all(in store: any StateStore) throws -> [(id: RunID, record: Result<RunRecord, JournalDamage>)] {
    try store.list("runs").map(RunID.init).map { id in
      do throws(JournalDamage) { return (id, .success(try RunRecord(id, in: store))) } catch {
        return (id, .failure(error))
      }
    }
  }

  /// Reads one run.
  package init(_ id: RunID, in store: any StateStore) throws(JournalDamage) {
    guard let bytes = try? store.read(id.plan), let plan = try? RunPlanFile.decode(bytes) else {
      throw JournalDamage(.noPlan, line: 0)
    }
    let journal = (try? store.read(id.journal)) ?? []
    self.id = id
    self.plan = plan
    self.journal = try JournalReading(journal, planDigest: plan.digest)
  }

  /// Whether a request that changes something may have left in this run.
  package var hasSent: Bool { journal.records.contains { $0.entry.event == .sent } }
}

/// The plan as it is kept beside a journal, whichever version of nvrctl made it.
enum RunPlanFile {
  static func decode(_ bytes: [UInt8]) throws -> Plan {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return try decoder.decode(Plan.self, from: Data(bytes))
  }
}
