package import ISAPI

/// Somebody who stands beside the sockets of a recorder and decides how far a request gets.
package struct ExchangeAttendant: Sendable {
  /// A moment in the life of a request.
  package enum Moment: Sendable, Hashable {
    /// It came in and has had no effect.
    case arrived
    /// It had its effect, and nothing of the answer is sent.
    case carriedOut
  }

  private let decide: @Sendable (Moment, Request) async -> Bool

  /// An attendant who lets a request pass a moment where `decide` says so; otherwise the connection ends there.
  package init(_ decide: @escaping @Sendable (Moment, Request) async -> Bool) { self.decide = decide }

  /// Whether a request goes on.
  func lets(_ request: Request, pass moment: Moment) async -> Bool { await decide(moment, request) }
}
