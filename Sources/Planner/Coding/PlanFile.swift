import Diagnostics
package import FoundationEssentials

/// Plans as a file: one plan stands alone, several stand in a `PlanSet`.
package enum PlanFile {
  /// Sorted keys, two spaces, times in whole seconds of UTC: the same plan is the same bytes.
  package static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return encoder
  }

  private struct PlanSet: Codable {
    var formatVersion = Plan.formatVersion
    var kind = "PlanSet"
    var plans: [Plan]
  }

  /// What is looked at before the rest is believed.
  private struct Header: Decodable {
    var formatVersion: Int
    var kind: String
  }

  /// The bytes of a plan file.
  package static func bytes(of plans: [Plan]) throws -> [UInt8] {
    let document: any Encodable = plans.count == 1 ? plans[0] : PlanSet(plans: plans)
    return Array(try text(of: document).utf8)
  }

  /// A document as text in the form of a plan file, safe to look at, with a newline at its end.
  package static func text(of document: some Encodable) throws -> String {
    InertJSON.of(String(decoding: try encoder.encode(document), as: UTF8.self)) + "\n"
  }

  /// The plans of a file that this version wrote and nobody changed since.
  package static func plans(in bytes: [UInt8], tool: String) throws(PlanFileRefused) -> [Plan] {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    let file = Data(bytes)
    guard let header = try? decoder.decode(Header.self, from: file), ["Plan", "PlanSet"].contains(header.kind) else {
      throw PlanFileRefused(.notAPlan)
    }
    guard header.formatVersion == Plan.formatVersion else {
      throw PlanFileRefused(.otherFormat(header.formatVersion))
    }
    let plans: [Plan]? =
      header.kind == "Plan"
      ? (try? decoder.decode(Plan.self, from: file)).map { [$0] } : try? decoder.decode(PlanSet.self, from: file).plans
    guard let plans, plans.allSatisfy(\.isIntact), (try? self.bytes(of: plans)) == bytes else {
      throw PlanFileRefused(.changed)
    }
    if let other = plans.first(where: { $0.binding.tool != tool }) {
      throw PlanFileRefused(.otherTool(made: other.binding.tool, running: tool))
    }
    return plans
  }
}

/// A plan file that must not be used.
package struct PlanFileRefused: Error, Sendable, Hashable {
  /// What is wrong with it.
  package enum Reason: Sendable, Hashable {
    case notAPlan
    case otherFormat(Int)
    case changed
    case otherTool(made: String, running: String)
  }

  package var reason: Reason

  package init(_ reason: Reason) { self.reason = reason }

  /// Why, in plain words.
  package var text: String {
    switch reason {
    case .notAPlan: "this is not a plan file"
    case .otherFormat(let version):
      "the plan has format \(version), this nvrctl reads format \(Plan.formatVersion)"
    case .changed: "the plan file was changed after it was made"
    case .otherTool(let made, let running): "the plan was made by nvrctl \(made), this is nvrctl \(running)"
    }
  }

  /// What to do about it.
  package var help: String { "make a new plan:  nvrctl plan PATH... -o FILE" }
}
