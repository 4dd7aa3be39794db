import Settings

extension PlanStep {
  /// Configuration export and snapshot.
  static let backup = PlanStep(
    number: 0, name: "backup", act: .backup, effect: .read, reason: .beforeReset, undo: "nothing to undo",
    expectedSeconds: 10)

  /// The reset itself (isapi.md 3.5).
  static func reset(_ scope: ResetScope, of declaration: RecorderDeclaration) -> PlanStep {
    PlanStep(
      number: 0, name: "reset \(scope.rawValue)", act: .reset, effect: .once, reason: .resetRequested,
      source: declaration.range, layer: "recorder \(declaration.name)",
      requests: ["PUT /ISAPI/System/factoryReset?mode=\(scope.rawValue)"],
      undo: "nothing undoes it; settings come back from the manifests, footage does not", expectedSeconds: 2)
  }

  /// The proof of the reset; 2 to 3 minutes are usual, 6 the limit (domain.md R036).
  static let proveReset = PlanStep(
    number: 0, name: "prove reset", act: .proveReset, effect: .read, reason: .proof, undo: "nothing to undo",
    expectedSeconds: 180)

  /// The first password (isapi.md 2).
  static func activate(_ declaration: RecorderDeclaration, because reason: Reason) -> PlanStep {
    PlanStep(
      number: 0, name: "activate", act: .activate, effect: .once, reason: reason,
      source: declaration.account.range,
      requests: ["POST /ISAPI/Security/challenge", "PUT /ISAPI/System/activate"],
      undo: "only another reset takes the password away", expectedSeconds: 5)
  }

  /// The restart that some writes ask for.
  static let restart = PlanStep(
    number: 0, name: "restart", act: .restart, effect: .repeatable, reason: .restartAsked,
    requests: ["PUT /ISAPI/System/reboot"], undo: "nothing to undo", expectedSeconds: 90)

  /// The last look at everything.
  static func verify(_ verification: DeclaredVerification) -> PlanStep {
    PlanStep(
      number: 0, name: "verify", act: .verify, effect: .read, reason: .proof, undo: "nothing to undo",
      expectedSeconds: verification.camerasOnline ? 30 : 10)
  }
}
