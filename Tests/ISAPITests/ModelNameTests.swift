import ISAPI
import Testing

@Suite struct ModelNameTests {
  @Test(
    arguments: [
      ("DS-7608NI-K2/8P", DeviceKind.nvr, 8, "NI", "K", 2, 8),
      ("DS-7716NXI-I4/16P/4S", .nvr, 16, "NXI", "I", 4, 16),
      ("DS-7732NI-M4/24P", .nvr, 32, "NI", "M", 4, 24),
      ("iDS-9632NXI-I8/16S", .nvr, 32, "NXI", "I", 8, nil),
      ("DS-96128NI-H30R", .nvr, 128, "NI", "H", 30, nil),
      ("iDS-6708NXI-I/FA", .nvr, 8, "NXI", "I", nil, nil),
      ("DS-67064NXI-XD/X", .nvr, 64, "NXI", "XD", nil, nil),
      ("DS-E08NI-Q1/8P", .nvr, 8, "NI", "Q", 1, 8),
      ("DS-7804N-R2/4P(C)", .nvr, 4, "N", "R", 2, 4),
      ("DS-8632N-I8", .nvr, 32, "N", "I", 8, nil),
      ("DS-7104LNI-V1/4P", .nvr, 4, "LNI", "V", 1, 4),
      ("DS-7104HQHI-K1", .dvr, 4, "HQHI", "K", 1, nil),
      ("iDS-7204HUHI-M1/E", .dvr, 4, "HUHI", "M", 1, nil),
      ("DS-7654HQHI-SH", .dvr, 54, "HQHI", "SH", nil, nil),
      ("DS-7216HGHI-K1(S)", .dvr, 16, "HGHI", "K", 1, nil),
      ("DS-8108HTHI-XB4", .dvr, 8, "HTHI", "XB", 4, nil),
    ] as [(String, DeviceKind, Int, String, String, Int?, Int?)])
  func `a recorder is read from its name`(
    _ name: String, _ kind: DeviceKind, _ channels: Int, _ line: String, _ generation: String, _ bays: Int?,
    _ ports: Int?
  ) {
    let model = ModelName(name)
    #expect(model.kind == kind)
    #expect(model.channels == channels)
    #expect(model.productClass == line)
    #expect(model.generation == generation)
    #expect(model.bays == bays)
    #expect(model.poePorts == ports)
    #expect(model.description == name)
  }

  @Test func `options, revision, region and what is in the box are told apart`() {
    let model = ModelName("ids-7616nxi-m2/16p/X-4T(8*8T SEAGATE)(C)#aus")
    #expect(model.isDeepLearning)
    #expect(model.series == "76")
    #expect(model.poePorts == 16)
    #expect(model.options == ["X"])
    #expect(model.bundles == ["8*8T SEAGATE", "4T"])
    #expect(model.revision == "C")
    #expect(model.region == "AUS")
    #expect(ModelName("DS-7608NI-Q2/8P(EU STD)").region == "EU")
    #expect(ModelName("DS-9632NI-I16R").isRedundant)
    #expect(ModelName("DS-E04NI-Q1/4P").series == nil)
  }

  @Test(arguments: [
    ("DS-2CD2146G2-ISU", DeviceKind.camera), ("iDS-2CD7A46G0/P-IZHS", .camera), ("DS-2SE4C425MWG-E-26", .camera),
    ("DS-K1A340FWX", .other), ("DS-KV6113-WPE1(C)", .other), ("DS-3E0105P-E/M", .other), ("DS-A81016S", .other),
    ("NVR-208", .notKnown), ("", .notKnown), ("HWI-T220H", .notKnown), ("DS-", .notKnown), ("DS-7608", .notKnown),
    ("DS-7608NI-2K", .notKnown), ("DS-7600NI-K2", .notKnown), ("DS-6904UDI", .notKnown), ("DS-7608NI-K2(", .notKnown),
  ])
  func `what is no recorder, or not known, is told as that`(_ name: String, _ kind: DeviceKind) {
    let model = ModelName(name)
    #expect(model.kind == kind)
    #expect(model.channels == nil && model.generation == nil && model.poePorts == nil)
  }

  @Test func `every name that the grammar makes is read back piece by piece`() {
    var count = 0
    for name in GeneratedName.all {
      count += 1
      let model = ModelName(name.text)
      #expect(name.matches(model), "\(name.text): \(model)")
    }
    #expect(count > 20_000)
  }

  @Test func `no text fails, and none but a recorder's has channels`() {
    let pieces = ["DS-", "i", "76", "08", "NI", "-", "K2", "/", "8P", "(B)", "#", "(", ")", "ß", "９", "\0", " ", "E04"]
    for first in pieces {
      for second in pieces {
        for third in pieces {
          let model = ModelName(first + second + third)
          #expect((model.channels != nil) == model.isRecorder)
        }
      }
    }
  }
}

/// One name of the grammar of domain.md 6.2, with the pieces it was put together from.
private struct GeneratedName {
  var isDeepLearning: Bool
  var series: String
  var channels: Int
  var line: String
  var generation: String
  var bays: Int?
  var isRedundant: Bool
  var ports: Int?
  var option: String?
  var revision: String?
  var region: String?

  static let all: [GeneratedName] = {
    var names: [GeneratedName] = []
    let heads = [(false, "76", 8), (true, "77", 16), (false, "96", 128), (true, "67", 64), (false, "E", 4)]
    let generations = ["M", "I", "K", "Q", "S", "H", "B", "XD", "P", "D", "XB", "L", "V", "E", "XE", "G", "R"]
    for (isDeepLearning, series, channels) in heads {
      for line in ["N", "NI", "NXI", "LNI", "HGHI", "HQHI", "HUHI", "HTHI"] {
        for generation in generations {
          for (bays, isRedundant) in [(2, false), (nil, false), (16, true), (1, false)] as [(Int?, Bool)] {
            for (ports, option) in [(nil, nil), (8, nil), (16, "4S"), (nil, "FA")] as [(Int?, String?)] {
              for (revision, region) in [(nil, nil), ("C", nil), ("F", "USA")] as [(String?, String?)] {
                names.append(
                  GeneratedName(
                    isDeepLearning: isDeepLearning, series: series, channels: channels, line: line,
                    generation: generation, bays: bays, isRedundant: isRedundant, ports: ports, option: option,
                    revision: revision, region: region))
              }
            }
          }
        }
      }
    }
    return names
  }()

  var text: String {
    let number = channels < 10 ? "0\(channels)" : String(channels)
    return (isDeepLearning ? "iDS-" : "DS-") + series + number + line + "-" + generation
      + (bays.map(String.init) ?? "") + (isRedundant ? "R" : "") + (ports.map { "/\($0)P" } ?? "")
      + (option.map { "/" + $0 } ?? "") + (revision.map { "(\($0))" } ?? "") + (region.map { "#" + $0 } ?? "")
  }

  func matches(_ model: ModelName) -> Bool {
    model.kind == (line.hasPrefix("H") ? .dvr : .nvr) && model.isDeepLearning == isDeepLearning
      && model.series == (series == "E" ? nil : series) && model.channels == channels && model.productClass == line
      && model.generation == generation && model.bays == bays && model.isRedundant == isRedundant
      && model.poePorts == ports && model.options == [option].compactMap(\.self) && model.revision == revision
      && model.region == region && model.bundles.isEmpty
  }
}
