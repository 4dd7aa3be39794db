import FieldEncryption
import Host
import Testing

/// The known answers were made beside this program: the key with Python's `hashlib` from the steps of isapi.md 8.2,
/// the text with `openssl enc -aes-128-cbc` or `-aes-256-cbc`, `-nopad` behind zero bytes and without it for PKCS#7.
@Suite struct FieldCipherTests {
  /// One account under one set of terms, with what another implementation made of some texts.
  struct Account: Sendable, CustomTestStringConvertible {
    var name: String
    var username: String
    var password: String
    var terms: FieldCipherTerms?
    var vector: String
    /// Clear text, filled up with zero bytes, and as in PKCS#7.
    var texts: [(clear: String, zeros: String, pkcs7: String)]

    var testDescription: String { name }
    var cipher: FieldCipher? {
      terms.map { FieldCipher($0, username: username, password: Secret(password)) }
    }
  }

  private static let recorder = Account(
    name: "recorder, version 1", username: "admin", password: "Harbor-7-lights",
    terms: FieldCipherTerms(.aes128, iterations: 100), vector: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    texts: [
      ("viewer", "5bcca7b88e61ff149895306c945c6264", "9ccf0dd067cef8beb47031315dbea422"),
      (
        "Lantern-5-only", "569d268ae68acbe9b1808d65504db6acaf818b6fba71c70fe767c4e36a634c1c",
        "569d268ae68acbe9b1808d65504db6ace71dd847f8e2cd6879af3b430ba14be2"
      ),
      (
        "sixteen-chars-16", "f976d4eb26c4ef1319b8f1e75bad6c37c0d32882c57327fb4296ba8d1f6df835",
        "f976d4eb26c4ef1319b8f1e75bad6c37951191055396f3a97da783c139afe221"
      ),
      ("zwölf ü", "890f8acff9b60007ed95fda4cebc103f", "3f27aa217754725a5906b48ee8d51d07"),
      (
        "twelve-chars", "ef780575b205a725126a0962385e3656",
        "ef780575b205a725126a0962385e3656d1b6b55517fbea6dd996369d3def981d"
      ),
    ])

  private static let longKey = Account(
    name: "recorder, version 2", username: "admin", password: "Harbor-7-lights",
    terms: FieldCipherTerms(.aes256, iterations: 250), vector: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    texts: [
      ("viewer", "a5ab730987ed481d47375e7a5e620aa2", "1dbbd45532d9220aab1b01c7d835657e"),
      (
        "sixteen-chars-16", "9b32e55fe99ae10bec5184ff657bfdf1f8bbdd8b0d05d3cc23787433fde25f7b",
        "9b32e55fe99ae10bec5184ff657bfdf1033d1be5844f9d97fc74c5dc59eccffd"
      ),
    ])

  private static let shortSalt = Account(
    name: "irreversible, short salt", username: "admin", password: "Pier 9 & <quay>",
    terms: FieldCipherTerms(.aes128, iterations: 100, salt: "a1b2c3d4e5f60718"),
    vector: "00112233445566778899aabbccddeeff",
    texts: [
      ("viewer", "20030c18e7cc1b1eeade97ae2b4b3c12", "e59db7bc9843fc609a74d5932636bf8c"),
      (
        "Lantern-5-only", "b1d8258085859b005d7745843b905dce55f6aa991c16ebf60c180fa1ba4e026c",
        "b1d8258085859b005d7745843b905dce068b6042359ec5a7a8a0e6afc168f7c5"
      ),
    ])

  private static let longSalt = Account(
    name: "irreversible, version 2", username: "installer", password: "Pier-9",
    terms: FieldCipherTerms(.aes256, iterations: 1000, salt: String(repeating: "5f0c1e7a", count: 8)),
    vector: "00112233445566778899aabbccddeeff",
    texts: [
      ("viewer", "d5c58e7ba69e769e35ef4a2357f68e81", "63e257b14c9e194389f94123755cdf29"),
      ("zwölf ü", "94d4ed60f7292ae9a3d4c57969754c79", "67ba0737ea8f37e4c1bee8953f7867d7"),
    ])

  static let accounts = [recorder, longKey, shortSalt, longSalt]

  @Test(arguments: accounts)
  func `a field is encrypted as other implementations do`(_ account: Account) throws {
    let vector = try #require(FieldVector(account.vector))
    let cipher = try #require(account.cipher)
    for text in account.texts {
      #expect(try cipher.seal(text.clear, from: vector) == text.zeros)
    }
    #expect(try cipher.seal("", from: vector) == "")
  }

  @Test(arguments: accounts)
  func `a field is read with either padding`(_ account: Account) throws {
    let vector = try #require(FieldVector(account.vector))
    let cipher = try #require(account.cipher)
    for text in account.texts {
      #expect(try cipher.open(text.zeros, from: vector) == text.clear)
      #expect(try cipher.open(text.pkcs7, from: vector) == text.clear)
      #expect(try cipher.open(text.zeros.uppercased(), from: vector) == text.clear)
    }
    #expect(try cipher.open("", from: vector) == "")
  }

  @Test(arguments: [
    "x", "Harbor-7-lights", "00", "0123456789abcdef0123456789abcdef", "f976d4eb26c4ef1319b8f1e75bad6c3",
  ])
  func `what this key did not make is refused`(_ text: String) throws {
    let vector = try #require(FieldVector(Self.recorder.vector))
    let cipher = try #require(Self.recorder.cipher)
    #expect(throws: FieldCipherFailure()) { try cipher.open(text, from: vector) }
  }

  @Test func `another password, another vector: another text`() throws {
    let terms = try #require(FieldCipherTerms(.aes128, iterations: 100))
    let one = FieldCipher(terms, username: "admin", password: Secret("Harbor-7-lights"))
    let other = FieldCipher(terms, username: "admin", password: Secret("Harbor-7-light"))
    let vector = FieldVector()
    let sealed = try one.seal("Lantern-5-only", from: vector)
    #expect(try other.seal("Lantern-5-only", from: vector) != sealed)
    #expect(try one.seal("Lantern-5-only", from: FieldVector()) != sealed)
    #expect(throws: FieldCipherFailure()) { try other.open(sealed, from: vector) }
  }

  @Test func `terms out of reason are not met`() {
    #expect(FieldCipherTerms(.aes128, iterations: 0) == nil)
    #expect(FieldCipherTerms(.aes128, iterations: 2_000_000_000) == nil)
    #expect(FieldCipherTerms(.aes128, iterations: 1000) != nil)
  }

  @Test func `a vector is 32 hexadecimal digits`() throws {
    let vector = FieldVector()
    #expect(vector.digits.count == 32)
    #expect(FieldVector(vector.digits) == vector)
    for text in ["", "0f", "0f1e2d3c4b5a69788796a5b4c3d2e1fg", "0f1e2d3c4b5a69788796a5b4c3d2e1f0aa"] {
      #expect(FieldVector(text) == nil)
    }
  }
}
