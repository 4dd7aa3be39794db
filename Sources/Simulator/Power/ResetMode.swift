/// How much a factory reset takes (isapi.md 3.5).
package enum ResetMode: String, Sendable, Hashable {
  /// Everything; whether the password goes too is a switch.
  case full
  /// Everything but network and users.
  case basic
}
