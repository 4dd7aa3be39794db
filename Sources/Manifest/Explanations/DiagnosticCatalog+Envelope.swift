import Diagnostics

extension DiagnosticCatalog {
  /// Codes about manifests as documents, and how they refer to each other.
  static let envelope = [
    DiagnosticExplanation(
      "NVR0101", "not a manifest, or part of its envelope is missing",
      "Every document needs apiVersion, kind, metadata with a name, and spec. A YAML file that is no manifest should "
        + "not stand in a folder of manifests, or its folder should begin with a dot."),
    DiagnosticExplanation(
      "NVR0102", "unknown apiVersion", "This version of nvrctl reads manifests of apiVersion nvrctl/v1."),
    DiagnosticExplanation(
      "NVR0103", "unknown kind", "A manifest is of kind Recorder, Site, Profile or Policy, spelled just so."),
    DiagnosticExplanation(
      "NVR0104", "not a name",
      "Names are DNS labels: lower-case letters, digits and hyphens, beginning and ending with a letter or digit, at "
        + "most 63 characters. So they can stand in paths, commands and reports without quotes."),
    DiagnosticExplanation(
      "NVR0105", "name used twice",
      "Two manifests of one kind have the same name, so no command could tell them apart. Rename one of them."),
    DiagnosticExplanation(
      "NVR0106", "policy not enforced",
      "Policy manifests, and the key that names one, are read so that they can be written already. This version does "
        + "not hold a plan to them: do not rely on their limits."),
    DiagnosticExplanation(
      "NVR0107", "unknown key",
      "The key does not exist here. A setting under a mistyped key would silently not be managed, so unknown keys are "
        + "refused. nvrctl explain PATH tells what a key takes."),
    DiagnosticExplanation(
      "NVR0108", "key not allowed in this kind",
      "Profiles and site defaults are shared, so they cannot hold what belongs to one recorder or one camera: its "
        + "identity, its address, its serial."),
    DiagnosticExplanation(
      "NVR0109", "unknown site",
      "metadata.site names a Site that is in none of the files. Give nvrctl the folder that holds the site as well; "
        + "without it the recorder would miss the defaults of its site."),
    DiagnosticExplanation(
      "NVR0110", "unknown profile",
      "extends names a Profile that is in none of the files. Give nvrctl the folder that holds the profiles as well."),
    DiagnosticExplanation(
      "NVR0111", "key without a value",
      "A key with nothing behind it, null or ~ could mean \"leave alone\", \"switch off\" or a line left unfinished. "
        + "Leave the key out to leave the setting alone; write [] to want none of a list."),
    DiagnosticExplanation(
      "NVR0112", "wrong kind of value",
      "The key takes keys of its own, or a list, and something else was written. Services, for example, are written "
        + "upnp: {enabled: false}, so that a profile can change one part of them."),
    DiagnosticExplanation(
      "NVR0113", "profiles in a circle",
      "A profile extends itself, directly or through others, so there is no order to merge them in. Break the circle."),
    DiagnosticExplanation(
      "NVR0114", "no manifests", "A path leads to nothing, or to a folder without .yaml and .yml files."),
    DiagnosticExplanation(
      "NVR0115", "file cannot be read",
      "The file exists and cannot be read, or is larger than the 1 MiB that a file of manifests may have; the message "
        + "tells which."),
    DiagnosticExplanation(
      "NVR0116", "more mistakes than are listed",
      "Behind a thousand mistakes no more are listed. So many usually have one cause, such as a file that is no "
        + "manifest: mend the first ones, then validate again."),
    DiagnosticExplanation(
      "NVR0117", "recorder that cannot be applied yet",
      "To apply anything nvrctl needs the serial that the recorder must have, at least one address to look for it, "
        + "and the password to log in with. Without them manifests can be validated and rendered."),
  ]
}
