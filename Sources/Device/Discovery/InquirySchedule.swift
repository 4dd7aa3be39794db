/// When to ask, since single questions and answers get lost (sadp.md 11).
enum InquirySchedule {
  /// The times of the questions, counted from the start: close together first, then every two seconds.
  static func times(within duration: Duration) -> [Duration] {
    let first: [Duration] = [.zero, .milliseconds(500), .milliseconds(1_500), .milliseconds(3_500)]
    var times = first.filter { $0 == .zero || $0 < duration }
    while let last = times.last, last >= .milliseconds(3_500), last + .seconds(2) < duration {
      times.append(last + .seconds(2))
    }
    return times
  }
}
