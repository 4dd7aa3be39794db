import SADP
import Testing

@Suite struct InquiryTests {
  @Test func `an inquiry is letter for letter what the vendor's client sends`() {
    let bytes = SADPInquiry(uuid: "44037D7F-7D48-4DB0-8893-05705C4AE965").bytes
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"<?xml version="1.0" encoding="utf-8"?><Probe><Uuid>44037D7F-7D48-4DB0-8893-05705C4AE965</Uuid>"#
        + "<Types>inquiry</Types></Probe>")
  }

  @Test(arguments: ["inquiry", "inquiry_v32", "inquiry "])
  func `a device understands every spelling of the question`(_ types: String) {
    let text = "<Probe>\n<Types>\(types)</Types>\n<Uuid>u-1</Uuid></Probe>"
    #expect(SADPInquiry(parsing: Array(text.utf8)) == SADPInquiry(uuid: "u-1"))
  }

  @Test(arguments: [
    "<Probe><Uuid>u</Uuid><Types>update</Types></Probe>", "<Probe><Uuid>u</Uuid><Types>getcode</Types></Probe>",
    "<Probe><Uuid>u</Uuid><Types>activate</Types></Probe>", "<Probe><Types>inquiry</Types></Probe>",
    "<Probe><Uuid>u</Uuid></Probe>", ExampleMessages.recorder, "<Probe", "", ">", "<>",
  ])
  func `nothing else is taken for the question`(_ text: String) {
    #expect(SADPInquiry(parsing: Array(text.utf8)) == nil)
  }
}
