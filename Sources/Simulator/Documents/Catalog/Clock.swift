import XML

extension Resource {
  /// Mode and zone; the time itself is filled in when it is read (isapi.md 5.1).
  static let time = Resource(
    path: "/ISAPI/System/time",
    readOnly: ["isSummerTime"],
    optional: ["localTime", "timeType"],
    rules: [
      .word("timeMode", ["NTP", "manual", "platform"]),
      .word("timeType", ["local", "UTC"]),
      FieldRule(path: "timeZone", subStatus: "badXmlContent") { ZoneText($0) != nil },
    ],
    check: { (sent, _) throws(Refusal) in
      guard sent.text(at: "timeMode") == "manual", let time = sent.text(at: "localTime") else { return }
      if CivilTime(time) == nil { throw .content() }
    },
    accept: { (element, state, change) throws(Refusal) in
      let zone = ZoneText(element.text(at: "timeZone") ?? "")
      if element.text(at: "timeMode") == "manual", let time = element.text(at: "localTime").flatMap(CivilTime.init) {
        state.setClock(to: time, in: zone, at: change.time)
      }
      element.fillIn(from: change.current)
      element.setText("", at: "localTime")
    },
    present: { element, state, now in
      element.setText(state.localTime(at: now), creating: "localTime")
      let isSummer = state.zone?.isSummer(at: state.deviceSeconds(at: now)) ?? false
      element.setText(String(isSummer), at: "isSummerTime")
    }
  ) { profile in
    """
    <Time\(profile.family.root)>
    <timeMode>manual</timeMode>
    <localTime></localTime>
    <timeZone>CST-8:00:00</timeZone>
    \(profile.family == .b ? "<timeType>local</timeType>\n<isSummerTime>false</isSummerTime>" : "")
    </Time>
    """
  }

  /// The modes on offer.
  static let timeCapabilities = Resource(path: "/ISAPI/System/time/capabilities", isWritable: false) { profile in
    """
    <Time\(profile.family.root)>
    <timeMode opt="NTP,manual,platform">NTP</timeMode>
    <localTime min="0" max="256"></localTime>
    <timeZone min="0" max="256"></timeZone>
    \(profile.family == .b ? "<timeType opt=\"local,UTC\">local</timeType>" : "")
    </Time>
    """
  }

  /// The servers of the clock; recorders have one (isapi.md 5.3).
  static let ntpServers = Resource(
    path: "/ISAPI/System/time/ntpServers",
    item: "NTPServer",
    readOnly: ["hostNameExampleList"],
    optional: ["hostName", "ipAddress"],
    rules: [
      .word("addressingFormatType", ["hostname", "ipaddress"]),
      .text("hostName", 1...64, "badDomainName"),
      .address("ipAddress"),
      .number("portNo", 1...65_535, "badPort"),
      .number("synchronizeInterval", 1...10_080),
    ],
    check: { (sent, _) throws(Refusal) in
      let field: XMLPath = sent.text(at: "addressingFormatType") == "ipaddress" ? "ipAddress" : "hostName"
      if sent.text(at: field) ?? "" == "" { throw .content("badHostAddress") }
    }
  ) { profile in
    """
    <NTPServerList\(profile.family.root)>
    <NTPServer\(profile.family.item)>
    <id>1</id>
    <addressingFormatType>hostname</addressingFormatType>
    <hostName>time.windows.com</hostName>
    <portNo>123</portNo>
    \(profile.hasAddressFilter ? "<portType>default</portType>\n<customPortNo>123</customPortNo>" : "")
    <synchronizeInterval>60</synchronizeInterval>
    \(profile.hasAddressFilter ? examples : "")
    </NTPServer>
    </NTPServerList>
    """
  }

  private static let examples =
    "<hostNameExampleList>\n<hostNameExample>time.nist.gov</hostNameExample>\n</hostNameExampleList>"
}
