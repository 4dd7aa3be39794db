/// Messages written by hand in the shape of real ones; serials and addresses are invented.
enum ExampleMessages {
  static let recorder = """
    <?xml version="1.0" encoding="UTF-8" ?>\r
    <ProbeMatch><Uuid>44037D7F-7D48-4DB0-8893-05705C4AE965</Uuid>\r
    <Types>inquiry</Types>\r
    <Encrypt>true</Encrypt>\r
    <Salt>5b1d0c9e7fa2463880d5e6b7c4132f9a60718293a4b5c6d7e8f9012345678abc</Salt>\r
    <DeviceType>44801</DeviceType>\r
    <DeviceDescription>DS-7608NI-K2/8P</DeviceDescription>\r
    <DeviceSN>DS-7608NI-K2/8P0820230601CCRRE12345678WCVU</DeviceSN>\r
    <CommandPort>8000</CommandPort>\r
    <HttpPort>80</HttpPort>\r
    <MAC>44-19-b6-00-a0-3f</MAC>\r
    <IPv4Address>10.20.30.10</IPv4Address>\r
    <IPv4SubnetMask>255.255.255.0</IPv4SubnetMask>\r
    <IPv4Gateway>10.20.30.1</IPv4Gateway>\r
    <IPv6Address>::</IPv6Address>\r
    <DHCP>false</DHCP>\r
    <AnalogChannelNum>0</AnalogChannelNum>\r
    <DigitalChannelNum>8</DigitalChannelNum>\r
    <SoftwareVersion>V4.30.085build 200916</SoftwareVersion>\r
    <DeviceLock>flase</DeviceLock>\r
    <Activated>true</Activated>\r
    <SomethingNew><inside>1</inside></SomethingNew>\r
    </ProbeMatch>\r

    """

  static func reply(_ elements: String) -> String {
    "<ProbeMatch><Uuid>u</Uuid><Types>inquiry</Types>\(elements)</ProbeMatch>"
  }
}
