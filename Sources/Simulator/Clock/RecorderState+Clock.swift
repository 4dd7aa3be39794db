import FoundationEssentials
import XML

extension RecorderState {
  /// The recorder's idea of the time, in seconds since 1970.
  func deviceSeconds(at now: Date) -> Int {
    Int((now.timeIntervalSince1970 + clockSkew).rounded(.down))
  }

  /// The zone the recorder is set to.
  var zone: ZoneText? { ZoneText(documents[Resource.time.path]?.text(at: "timeZone") ?? "") }

  /// The wall clock with the winter offset behind it, which is all that recorders show (isapi.md 5.1).
  func localTime(at now: Date) -> String {
    let seconds = deviceSeconds(at: now)
    guard let zone else { return CivilTime(secondsSince1970: seconds).text + "+00:00" }
    return zone.local(at: seconds).text + zone.offsetText
  }

  /// Sets the clock by its server, where there is one within reach and it was used for long enough.
  mutating func setClockByServer(at now: Date) {
    guard hasTimeServer else { return serverSince = nil }
    let since = serverSince ?? now
    serverSince = since
    if now.timeIntervalSince(since) >= behavior.timeSyncDelay / .seconds(1) { clockSkew = 0 }
  }

  private var hasTimeServer: Bool {
    guard documents[Resource.time.path]?.text(at: "timeMode") == "NTP" else { return false }
    let server = documents[Resource.ntpServers.path]?.child("NTPServer")
    let isName = server?.text(at: "addressingFormatType") == "hostname"
    let host = server?.text(at: isName ? "hostName" : "ipAddress") ?? ""
    return isReachableTimeServer(host)
  }

  /// Whether a host would tell the time.
  func isReachableTimeServer(_ host: String) -> Bool {
    behavior.timeServers.map { $0.contains(host) } ?? !host.isEmpty
  }

  /// Sets the clock by hand to what a wall clock shows.
  mutating func setClock(to time: CivilTime, in zone: ZoneText?, at now: Date) {
    let moment = zone?.moment(of: time) ?? time.secondsSince1970
    clockSkew = Double(moment) - now.timeIntervalSince1970.rounded(.down)
  }
}
