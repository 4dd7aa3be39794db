extension ZoneName {
  /// The zone that most people mean by a rule, and how many others have the same; nil where none has it.
  ///
  /// Where no zone of the list has the rule, it is the first by name that is a place, else the first by name.
  static func usual(for rule: ZoneRule) -> (zone: ZoneName, others: Int)? {
    let names = Zones.usable.filter { ZoneName($0)?.rule == rule }
    let known = Set(names)
    let place = names.first { name in places.contains { name.hasPrefix($0) } }
    guard let name = populous.first(where: known.contains) ?? place ?? names.first, let zone = ZoneName(name) else {
      return nil
    }
    return (zone, names.count - 1)
  }

  /// The parts of the world by which zones are named; other names are old or mean no place.
  private static let places = [
    "Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/",
  ]

  /// For each rule that many zones share, the one with the most people; first those of people who keep UTC.
  private static let populous = [
    "Etc/UTC", "Europe/London", "Europe/Berlin", "Europe/Athens", "Europe/Moscow", "Europe/Istanbul", "Europe/Dublin",
    "Africa/Lagos", "Africa/Johannesburg", "Africa/Cairo", "Africa/Nairobi",
    "Asia/Shanghai", "Asia/Kolkata", "Asia/Jakarta", "Asia/Karachi", "Asia/Dhaka", "Asia/Tokyo", "Asia/Dubai",
    "Asia/Kathmandu", "Asia/Tehran", "Asia/Kabul", "Asia/Yangon", "Asia/Beirut", "Asia/Jerusalem",
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Anchorage",
    "America/Halifax", "America/St_Johns", "America/Mexico_City", "America/Phoenix", "America/Bogota",
    "America/Caracas", "America/Sao_Paulo", "America/Santiago", "America/Havana", "America/Asuncion",
    "Australia/Sydney", "Australia/Adelaide", "Australia/Brisbane", "Australia/Darwin",
    "Pacific/Auckland", "Pacific/Honolulu", "Pacific/Fiji", "Pacific/Noumea", "Atlantic/Azores",
  ]
}
