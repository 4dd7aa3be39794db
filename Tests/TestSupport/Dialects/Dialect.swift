import Testing
package import XML

/// The manner in which some firmware writes its documents: rewrites documents of one generation into another's.
///
/// The same dialect rewrites the same document in the same way, and means the same by it where its manners do.
package struct Dialect: Sendable, Hashable, CustomTestStringConvertible {
  /// The manners, in the order in which they are put on.
  package let manners: [Manner]

  package init(_ manners: [Manner]) { self.manners = manners.sorted() }

  package var testDescription: String { manners.map(\.rawValue).joined(separator: " + ") }

  /// Whether a rewritten document holds the same values as before.
  package var keepsValues: Bool { manners.allSatisfy(\.keepsValues) }

  /// Every manner by itself.
  package static let single = Manner.allCases.map { Dialect([$0]) }

  /// Several manners at once, as firmware mixes them; the same ones for the same seed.
  package static func mixed(_ count: Int, seed: UInt64 = 11) -> [Dialect] {
    var numbers = SeededNumbers(seed: seed)
    return (0..<count).map { _ in
      let chosen = Manner.allCases.shuffled(using: &numbers).prefix(Int.random(in: 2...6, using: &numbers))
      var kinds: Set<Manner.Kind> = []
      return Dialect(chosen.filter { $0.kind.map { kinds.insert($0).inserted } ?? true })
    }
  }

  /// A document as the dialect writes it.
  package func rewriting(_ document: XMLDocument) -> XMLDocument {
    manners.reduce(document) { $1.rewriting($0) }
  }
}

/// One habit of some firmware; the order of the cases is the order in which they can be combined.
package enum Manner: String, Sendable, Hashable, CaseIterable, Comparable {
  // What is there.
  case extraItems = "items that nobody asked for"
  case unknownWords = "unknown words"
  case strangers = "unknown elements with known names inside"
  case strangersInText = "unknown elements inside values"
  case repeatedValues = "values given twice"
  case wrapped = "items wrapped in lists"
  case bare = "single items without their list"
  case reversedSiblings = "siblings the other way round"
  case reversedItems = "items the other way round"
  case countedFromZero = "ids from zero"
  case sparseIDs = "ids with gaps"
  // How values are spelled.
  case shouted = "TRUE and FALSE"
  case numbered = "1 and 0"
  case lowerWords = "words in lower case"
  case upperWords = "words in capitals"
  case properWords = "Words With A Capital"
  // How elements are named.
  case lowerRoots = "roots in lower case"
  case upperRoots = "roots in capitals"
  case noNamespace = "no namespace"
  case oldNamespace = "the namespace of old firmware"
  case repeatedNamespace = "a namespace on every parent"
  case mixedNamespaces = "several namespaces"
  case prefixed = "prefixes"
  case halfPrefixed = "prefixes here and there"
  case hints = "opt, min and max"
  case lyingSize = "a size that is wrong"
  // How text is written.
  case padded = "line breaks around values"
  case references = "character references"
  case cdata = "CDATA"
  case comments = "comments"
  case instructions = "processing instructions"
  case otherEmptyForm = "the other form of empty elements"
  case minified = "no white space"
  case tabbed = "tabs"
  case singleQuoted = "single quotes"
  case blankDeclaration = "a blank in the declaration"
  case noDeclaration = "no declaration"
  case chineseDeclaration = "a declaration of GB2312"
  case leadingLineBreak = "a line break before everything"
  case byteOrderMark = "a byte order mark"
  case carriageReturns = "CR LF"

  /// What a manner is one of several ways of; two of a kind do not go together.
  enum Kind: Sendable, Hashable {
    case namespace
    case prefix
    case flags
    case words
    case roots
    case text
    case layout
    case ids
    case lists
    case strangers
    case declaration
  }

  var kind: Kind? {
    switch self {
    case .noNamespace, .oldNamespace, .repeatedNamespace, .mixedNamespaces: .namespace
    case .prefixed, .halfPrefixed: .prefix
    case .shouted, .numbered: .flags
    case .lowerWords, .upperWords, .properWords, .unknownWords: .words
    case .lowerRoots, .upperRoots: .roots
    case .padded, .references, .cdata: .text
    case .minified, .tabbed: .layout
    case .countedFromZero, .sparseIDs: .ids
    case .wrapped, .bare, .extraItems: .lists
    case .strangers, .strangersInText: .strangers
    case .blankDeclaration, .noDeclaration, .chineseDeclaration: .declaration
    default: nil
    }
  }

  /// Whether a rewritten document holds the same values as before.
  package var keepsValues: Bool { ![.extraItems, .unknownWords].contains(self) }

  package static func < (left: Self, right: Self) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }

  /// A document with this habit.
  func rewriting(_ document: XMLDocument) -> XMLDocument {
    var document = document
    document.root = rewritingContent(rewritingNames(rewritingText(document.root)))
    rewriteFrame(&document)
    return document
  }
}

extension XMLElement {
  /// The tree with every element changed, those inside first.
  func mapped(_ change: (XMLElement) -> XMLElement) -> XMLElement {
    var element = self
    for (index, node) in children.enumerated() {
      if case .element(let child) = node { element.children[index] = .element(child.mapped(change)) }
    }
    return change(element)
  }

  /// The tree with the text of every element that holds no others changed.
  func mappingValues(_ change: (_ name: String, _ text: String) -> String?) -> XMLElement {
    mapped { element in
      var element = element
      if element.elements.isEmpty, let text = change(element.localName, element.text) { element.setText(text) }
      return element
    }
  }

  /// Whether the elements inside are items of a list: several of one name, or one in an element that is named for it.
  var isList: Bool {
    guard let first = elements.first, !first.elements.isEmpty else { return false }
    let name = localName.lowercased()
    return elements.allSatisfy { $0.localName == first.localName } && (elements.count > 1 || name.hasSuffix("list"))
  }
}
