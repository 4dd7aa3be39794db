import Diagnostics
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("abc", 3), ("", 0), ("é", 1), ("e\u{301}", 1), ("中文", 4), ("ｆ", 2), ("ﾊ", 1), ("한", 2), ("📷", 2), ("Å", 1),
    ("—", 1),
  ])
  func `a text takes the columns a terminal gives it`(_ text: String, _ width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }
}
