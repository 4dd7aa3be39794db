/// What the name of a model tells of a device (domain.md 6.2).
///
/// `[i]DS-<series><channels><class>-<generation><bays>[R][/options…][(revision)][#region]`. A name of another kind tells
/// nothing, and is never an error: only what the device says of itself is certain.
package struct ModelName: Sendable, Hashable, CustomStringConvertible {
  /// The name as it was read.
  package let description: String
  /// What the name makes the device out to be.
  package private(set) var kind = DeviceKind.notKnown
  /// Whether it is of the deep-learning line, which has an `i` in front.
  package private(set) var isDeepLearning = false
  /// The first two digits, such as `76`; nil for the small units that have an `E` there.
  package private(set) var series: String?
  /// How many cameras a recorder takes: by network for an NVR, by cable for a DVR.
  package private(set) var channels: Int?
  /// The letters behind the digits, such as `NI`, `NXI` or `HUHI`.
  package private(set) var productClass: String?
  /// The letters of the generation, such as `K`, `M` or `XD`; they are no order of quality.
  package private(set) var generation: String?
  /// Bays for disks.
  package private(set) var bays: Int?
  /// Whether it keeps its disks redundant, by the `R` behind the bays.
  package private(set) var isRedundant = false
  /// Sockets of the built-in switch; nil where the name names none.
  package private(set) var poePorts: Int?
  /// What stands between slashes beside the sockets, such as `S`, `4S` or `AI`.
  package private(set) var options: [String] = []
  /// The letter of the hardware, which may be another machine altogether.
  package private(set) var revision: String?
  /// The part of the world it is made for.
  package private(set) var region: String?
  /// What was put into the box with it, such as `4T` or `8*8T SEAGATE`.
  package private(set) var bundles: [String] = []

  package init(_ text: String) {
    self.init(unread: text)
    var read = self
    // A name that is none tells nothing, whatever its pieces look like.
    if read.takeAll(of: text.uppercased()) { self = read }
  }

  private init(unread text: String) { description = text }

  /// Reads the whole name; false where it is not built like one.
  private mutating func takeAll(of text: String) -> Bool {
    var rest = Substring(text)
    takeRegion(from: &rest)
    takeParentheses(from: &rest)
    var parts = rest.split(separator: "/", omittingEmptySubsequences: false).map(Self.trimmed)
    guard let body = takePrefix(of: parts.removeFirst()) else { return false }
    if let other = Self.otherKind(of: body) {
      self = ModelName(unread: description)
      kind = other
      return true
    }
    guard takeRecorder(body) else { return false }
    for part in parts where !part.isEmpty { takeOption(part) }
    return true
  }
}

/// What a device is, as far as it decides whether nvrctl may work on it.
package enum DeviceKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// A recorder of network cameras.
  case nvr
  /// A recorder of cameras at analog inputs, and of network cameras beside them.
  case dvr
  case camera
  /// A door station, an access terminal, a switch: known, and no recorder.
  case other
  case notKnown
}

extension ModelName {
  /// Whether the name is that of an NVR or a DVR.
  package var isRecorder: Bool { kind == .nvr || kind == .dvr }

  private static let networkClasses: Set<String> = ["N", "NI", "NXI", "LNI"]

  /// Turbo-HD recorders: HGHI, HQHI, HUHI, HTHI and their older sisters.
  private static func isAnalog(_ productClass: Substring) -> Bool {
    productClass.hasPrefix("H") && productClass.hasSuffix("I")
  }

  /// What follows `DS-`, with or without the `i` in front of it; nil for names of another maker or kind.
  private mutating func takePrefix(of head: Substring) -> Substring? {
    var rest = head
    if rest.hasPrefix("IDS-") {
      isDeepLearning = true
      rest = rest.dropFirst()
    }
    return rest.hasPrefix("DS-") ? rest.dropFirst(3) : nil
  }

  /// What is known of a name that is not a recorder's: `DS-2CD…` is a camera, `DS-K…` something at a door,
  /// `DS-3E…` a switch.
  private static func otherKind(of body: Substring) -> DeviceKind? {
    let letters = body.dropFirst()
    guard let first = body.first, let second = letters.first, first.isASCII, second.isASCII,
      first.isLetter || isDigit(first)
    else { return nil }
    if isDigit(first) { return second.isLetter ? (first == "2" ? .camera : .other) : nil }
    return first == "E" && isDigit(second) ? nil : .other
  }

  /// Digits, class, generation and bays; false where the name is not built like that of a recorder.
  private mutating func takeRecorder(_ body: Substring) -> Bool {
    var pieces = body.split(separator: "-", omittingEmptySubsequences: false).map(Self.trimmed)
    var stem = pieces.removeFirst()
    let isSmall = stem.hasPrefix("E")
    if isSmall { stem = stem.dropFirst() }
    let digits = stem.prefix(while: Self.isDigit)
    let count = isSmall ? digits : digits.dropFirst(2)
    guard isSmall || digits.count >= 4, (2...3).contains(count.count), let channels = Int(count), channels > 0 else {
      return false
    }
    let line = stem.dropFirst(digits.count)
    guard Self.networkClasses.contains(String(line)) || Self.isAnalog(line) else { return false }
    kind = Self.isAnalog(line) ? .dvr : .nvr
    series = isSmall ? nil : String(digits.prefix(2))
    self.channels = channels
    productClass = String(line)
    guard let tail = pieces.first else { return true }
    bundles = pieces.dropFirst().filter { !$0.isEmpty }.map(String.init) + bundles
    return takeGeneration(tail)
  }

  private mutating func takeGeneration(_ tail: Substring) -> Bool {
    let letters = tail.prefix { $0.isASCII && $0.isLetter }
    let digits = tail.dropFirst(letters.count).prefix(while: Self.isDigit)
    let rest = tail.dropFirst(letters.count + digits.count)
    guard !letters.isEmpty, digits.count <= 2, rest.isEmpty || rest == "R" else { return false }
    generation = String(letters)
    bays = Int(digits)
    isRedundant = rest == "R"
    return true
  }

  /// One piece between slashes: `8P`, `4S`, `FA`, or `8P-4T` with disks in the box.
  private mutating func takeOption(_ text: Substring) {
    var pieces = text.split(separator: "-").map(Self.trimmed)
    guard !pieces.isEmpty else { return }
    let option = pieces.removeFirst()
    bundles += pieces.map(String.init)
    let digits = option.prefix(while: Self.isDigit)
    if option.dropFirst(digits.count) == "P", let ports = Int(digits), ports > 0 {
      poePorts = ports
    } else {
      options.append(String(option))
    }
  }

  private mutating func takeRegion(from text: inout Substring) {
    guard let mark = text.firstIndex(of: "#") else { return }
    region = String(Self.trimmed(text[text.index(after: mark)...]))
    text = text[..<mark]
  }

  /// What stands in parentheses: a letter from B on is the hardware, `… STD` the region, the rest what is in the box.
  private mutating func takeParentheses(from text: inout Substring) {
    var kept = ""
    while let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")") {
      kept += text[..<open]
      let inside = Self.trimmed(text[text.index(after: open)..<close])
      if inside.count == 1, ("B"..."F").contains(inside) {
        revision = String(inside)
      } else if inside.hasSuffix("STD") {
        region = String(Self.trimmed(inside.dropLast(3)))
      } else if inside.count == 1 {
        options.append(String(inside))
      } else if !inside.isEmpty {
        bundles.append(String(inside))
      }
      text = text[text.index(after: close)...]
    }
    text = Substring(kept + text)
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private static func trimmed(_ text: Substring) -> Substring {
    var rest = text.drop { $0 == " " }
    while rest.last == " " { rest = rest.dropLast() }
    return rest
  }
}
