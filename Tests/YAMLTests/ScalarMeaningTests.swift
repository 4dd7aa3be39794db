import Testing
import YAML

@Suite struct ScalarMeaningTests {
  @Test(
    arguments: [
      ("true", .boolean(true)), ("false", .boolean(false)), ("null", .null), ("~", .null), ("", .null),
      ("0", .integer(0)),
      ("80", .integer(80)), ("-5", .integer(-5)), ("yes", .text("yes")), ("on", .text("on")), ("True", .text("True")),
      ("010", .text("010")), ("0x50", .text("0x50")), ("1_000", .text("1_000")), ("12:30", .text("12:30")),
      ("1.5", .text("1.5")), ("99999999999999999999", .text("99999999999999999999")), ("-", .text("-")),
    ] as [(String, Node.Scalar.Meaning)])
  func `a plain scalar means what YAML 1-2 core says, strictly spelled`(_ text: String, _ meaning: Node.Scalar.Meaning)
  {
    #expect(Node.Scalar(text).meaning == meaning)
  }

  @Test(arguments: ["true", "null", "80", ""])
  func `a quoted scalar is always text`(_ text: String) {
    #expect(Node.Scalar(text, style: .doubleQuoted).meaning == .text(text))
    #expect(Node.Scalar(text, style: .literal).meaning == .text(text))
  }

  @Test(arguments: [
    ("0123454821", true), ("5", true), ("1e5", true), ("4.30", true), ("abc", false), ("4.30.085", false),
    ("e5", false), ("-", false),
  ])
  func `what another reader would take for a number is recognised`(_ text: String, _ isNumber: Bool) {
    #expect(Node.Scalar(text).looksLikeNumber == isNumber)
    #expect(!Node.Scalar(text, style: .singleQuoted).looksLikeNumber)
  }

  @Test func `what was meant by another spelling is known`() {
    #expect(Node.Scalar("yes").intendedBoolean == true)
    #expect(Node.Scalar("Off").intendedBoolean == false)
    #expect(Node.Scalar("maybe").intendedBoolean == nil)
    #expect(Node.Scalar("0x50").intendedInteger == 80)
    #expect(Node.Scalar("080").intendedInteger == 80)
    #expect(Node.Scalar("eighty").intendedInteger == nil)
  }
}
