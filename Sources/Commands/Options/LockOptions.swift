import ArgumentParser

/// What is done about a lock that somebody left behind.
struct LockOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take over the lock that this owner, or this run, left behind when it was killed.", valueName: "owner"))
  var takeOver: String?
}
