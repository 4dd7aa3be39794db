import Diagnostics

extension DiagnosticCatalog {
  /// Codes about single values.
  static let values = [
    DiagnosticExplanation(
      "NVR0120", "value of the wrong type",
      "Truth values are true and false, numbers are plain decimal digits, and text that looks like either needs "
        + "quotes: a serial of digits loses its leading zero as a number."),
    DiagnosticExplanation("NVR0121", "number out of range", "The recorder takes only numbers within these bounds."),
    DiagnosticExplanation(
      "NVR0122", "value of the wrong form", "The text does not have the form the key takes; the message says which."),
    DiagnosticExplanation(
      "NVR0123", "text too long",
      "Recorders keep a fixed number of bytes and cut or refuse the rest. Letters outside ASCII take two to four "
        + "bytes each."),
    DiagnosticExplanation("NVR0124", "not one of the known words", "The key takes one of a few words."),
    DiagnosticExplanation("NVR0125", "too many entries", "The recorder has room for fewer entries in this list."),
    DiagnosticExplanation(
      "NVR0131", "unknown time zone",
      "Zones are named as in the IANA database, such as Europe/Oslo. Offsets like UTC+1 are not taken: they have no "
        + "summer time, and recorders write them with the opposite sign."),
    DiagnosticExplanation(
      "NVR0132", "zone that a recorder cannot keep",
      "Recorders know one rule for summer time: two days of a month and a whole number of half hours. The zone follows "
        + "another, so its clock would be wrong for part of the year."),
    DiagnosticExplanation(
      "NVR0133", "no time server",
      "The list of time servers is empty, and a recorder always keeps one. Set mode: manual, or leave ntp out."),
  ]

  /// Codes about addresses.
  static let network = [
    DiagnosticExplanation(
      "NVR0231", "address in a DHCP pool",
      "The site says that DHCP gives out this address, so another device may get it at any time. Choose an address "
        + "outside the pool, or make the pool smaller."),
    DiagnosticExplanation(
      "NVR0232", "overlap with the camera network",
      "Recorders with PoE ports keep 192.168.254.0/24 for the cameras plugged into them. A recorder whose own network "
        + "overlaps it may lose one side or the other."),
    DiagnosticExplanation(
      "NVR0233", "public DNS without internet",
      "The site has no internet access, so a public DNS server never answers, and every look-up waits for it. Use a "
        + "server inside the site."),
    DiagnosticExplanation(
      "NVR0234", "address in the camera network",
      "Recorders with PoE ports keep 192.168.254.0/24 for the cameras plugged into them, behind the recorder. Nothing in "
        + "it can be reached from outside, so a recorder is not looked for there; its cameras are reached through it."),
  ]

  /// Codes about a recorder's own interface and ports.
  static let access = [
    DiagnosticExplanation(
      "NVR0241", "beside DHCP",
      "With mode: dhcp a recorder takes address, gateway and name servers from the DHCP server, and does not keep "
        + "others."),
    DiagnosticExplanation(
      "NVR0242", "not an address for a device",
      "The first address of a network names the network itself, and the last one all devices in it."),
    DiagnosticExplanation(
      "NVR0243", "gateway not usable",
      "The gateway must be another device in the recorder's own network; with any other the recorder is cut off from "
        + "everything outside it."),
    DiagnosticExplanation("NVR0244", "name server twice", "Two equal name servers are one name server."),
    DiagnosticExplanation(
      "NVR0251", "port not for RTSP", "Recorders take 554 for RTSP, or a port of 1024 and up."),
    DiagnosticExplanation("NVR0252", "port given twice", "Two services of a recorder cannot have the same port."),
    DiagnosticExplanation(
      "NVR0253", "no way in left",
      "Without HTTP and HTTPS nothing reaches the recorder's settings any more; only a reset by hand would help."),
    DiagnosticExplanation(
      "NVR0254", "redirect to nothing", "A redirect from HTTP to HTTPS needs HTTPS to be on."),
  ]

  /// Codes about secrets.
  static let secrets = [
    DiagnosticExplanation(
      "NVR0305", "password written in the file",
      "A password in a manifest ends up in the history of a repository, in reviews and in backups. Write where it is "
        + "found instead: {env: NAME}, {file: PATH} or {exec: [PROGRAM, ARGUMENT]}. If the file was ever committed, "
        + "change the password on the device."),
    DiagnosticExplanation(
      "NVR0306", "not a reference to a secret", "A secret is a mapping with exactly one of env, file and exec."),
    DiagnosticExplanation(
      "NVR0307", "bad reference to a secret",
      "env takes the name of a variable, file a path, and exec a list of a program and its arguments, never a line "
        + "for a shell."),
    DiagnosticExplanation("NVR0308", "unknown source of secrets", "Secrets come from env, file or exec."),
    DiagnosticExplanation(
      "NVR0310", "weak password",
      "Recorders refuse passwords that hold the user name, 123, admin, runs of digits or repeated characters, and "
        + "take at most 16 characters. nvrctl wants at least 12 with three of upper case, lower case, digits and other "
        + "characters, and looks before a reset rather than after it."),
    DiagnosticExplanation(
      "NVR0311", "secret of another form",
      "A verification code of Hik-Connect has 6 to 12 letters and digits, and a key of ISUP 8 to 32 characters. "
        + "Recorders refuse others, and nvrctl looks before it writes."),
  ]

  /// Codes about cameras, users and recorders among each other.
  static let collections = [
    DiagnosticExplanation(
      "NVR0411", "item without identity",
      "Cameras are told apart by their channel and users by their name, so that the order of lines never moves one."),
    DiagnosticExplanation("NVR0412", "declared twice", "A list names the same channel or user twice; remove one."),
    DiagnosticExplanation(
      "NVR0413", "empty list",
      "An empty list asks for every camera or user to be removed. That takes two words in two places: the empty list, "
        + "and unmanaged: {cameras: remove}. To leave them alone, leave the key out."),
    DiagnosticExplanation(
      "NVR0414", "no such channel",
      "The model that identity names has fewer channels. The number is read from the name of the model."),
    DiagnosticExplanation(
      "NVR0415", "address used twice",
      "Two devices of one site cannot have one address. A camera that is bound to two recorders on purpose is told by "
        + "its serial: write it in both places. A camera that sends several pictures from one address is on several "
        + "channels: tell them apart by input."),
    DiagnosticExplanation(
      "NVR0416", "serial used twice",
      "One picture of a camera cannot be on two channels of a recorder. Where the camera sends several, tell them apart "
        + "by input."),
    DiagnosticExplanation(
      "NVR0417", "two manifests for one recorder",
      "Two manifests name the same serial, so each would undo what the other did. Keep one of them."),
    DiagnosticExplanation(
      "NVR0418", "unknown protocol",
      "Recorders speak more protocols with cameras than the four that all of them have, and only the recorder can tell "
        + "which. The name is close to one of the four, so it may be misspelt."),
    DiagnosticExplanation(
      "NVR0421", "nvrctl's own account among the users",
      "The account that nvrctl logs in with is declared under admin, where its password can be changed without losing "
        + "the way in. Take it out of users."),
  ]

  /// Codes about the journal of a run.
  static let journals = [
    DiagnosticExplanation(
      "NVR0901", "journal with an unreadable record",
      "A line of the journal is not what nvrctl wrote. A torn last line is dropped by itself, since a power cut leaves "
        + "one; any other damage is refused, because what was done can no longer be told from it."),
    DiagnosticExplanation(
      "NVR0902", "journal with a broken chain",
      "Each line of a journal carries a digest of the one before. A line was removed, added or changed, so the journal "
        + "is no evidence any more. Plan again: the plan looks at the recorder itself."),
    DiagnosticExplanation(
      "NVR0903", "run without its plan",
      "The plan beside the journal is missing or damaged, so the run cannot be resumed. Plan again: the plan looks at "
        + "the recorder itself."),
    DiagnosticExplanation(
      "NVR0911", "lock that somebody holds",
      "One process at a time works on a recorder, and one at a time has a recorder at the factory's address of a network "
        + "segment. The lock in the state folder names its owner, its process and its run, and is given back when that "
        + "run ends. A holder on this machine counts as there as long as its process lives, one on another machine as "
        + "long as its heartbeat is younger than two minutes."),
    DiagnosticExplanation(
      "NVR0912", "lock that was left behind",
      "Its holder went away without giving it back: killed, or cut off from power, perhaps in the middle of a write. So "
        + "it is taken over by name only: nvrctl resume RUN finishes the run that left it, and --take-over OWNER begins "
        + "anew. Where the holder ran on another machine, look there first: only its silence is known."),
  ]

  static let snapshots = [
    DiagnosticExplanation(
      "NVR0921", "file that is no snapshot",
      "A snapshot file is what nvrctl snapshot keeps: one JSON document of the kind Snapshot."),
    DiagnosticExplanation(
      "NVR0922", "snapshot of another format",
      "The file was written by a version of nvrctl with another format. A twin must not be made of something that is "
        + "only half understood; take the snapshot again."),
    DiagnosticExplanation(
      "NVR0923", "damaged snapshot",
      "A snapshot carries a digest of itself. The file was cut, edited or damaged, so nobody knows what the recorder "
        + "said; take the snapshot again."),
    DiagnosticExplanation(
      "NVR0924", "snapshot that is too large",
      "No recorder says as much as this file holds: 64 MiB, or 4096 resources."),
  ]
}
