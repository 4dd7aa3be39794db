import FoundationEssentials
import Settings
import Testing

@Suite struct CatalogContract {
  @Test func `every file of the catalogue is in the list, and every setting has a file`() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = package.appending(path: "Sources/Settings/Catalog")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    let listed = SettingCatalog.all.map { String(describing: $0) }
    #expect(files.map { String($0.dropLast(6)) }.sorted() == listed.sorted())
  }

  @Test func `keys are unique and found again`() {
    let keys = SettingCatalog.all.map { $0.key }
    #expect(Set(keys).count == keys.count)
    let found = keys.compactMap { SettingCatalog.setting($0)?.key }
    #expect(found == keys)
    let isUnknownFound = SettingCatalog.setting("no-such-setting") != nil
    #expect(!isUnknownFound)
  }

  @Test func `no two settings own the same field`() {
    var owners: [String: String] = [:]
    for setting in SettingCatalog.all {
      for field in setting.fieldDescriptions where field.path != "cameras[].channel" {
        let other = owners.updateValue(setting.key, forKey: field.path)
        #expect(other == nil, "\(field.path)")
      }
    }
  }

  @Test func `every field is explained in a sentence`() {
    for field in SettingCatalog.all.flatMap({ $0.fieldDescriptions }) {
      #expect(field.documentation.hasSuffix("."), "\(field.path)")
      #expect(field.documentation.first?.isLowercase == false, "\(field.path)")
    }
  }

  @Test func `the address is written alone and last`() {
    let last = SettingCatalog.all.filter { $0.stage == .network }.map { $0.key }
    #expect(last == ["network"])
  }
}
