package import ISAPI

/// Searches a recorder's own log, so many pages and no more.
package struct LogReader: Sendable {
  private let transport: any DeviceTransport

  package init(_ transport: any DeviceTransport) { self.transport = transport }

  /// What was found.
  package struct Finding: Sendable, Hashable {
    package var entries: [LogEntry] = []
    /// Whether there is more than was read.
    package var isCutShort = false
  }

  /// The most pages that are asked for.
  private static let limit = 20

  /// The entries of a search in the recorder's order; nil where it cannot be searched.
  ///
  /// A log is no reason to fail: only `CancellationError` is thrown.
  package func finding(_ search: LogSearch) async throws -> Finding? {
    guard let first = try await page(of: search, behind: 0) else { return nil }
    var page = first
    var finding = Finding(entries: first.entries)
    var position = page.count
    for _ in 1..<Self.limit {
      guard page.hasMore, page.count > 0 else { return finding }
      // A recorder that knows no positions answers with the same page for ever.
      guard let next = try await self.page(of: search, behind: position), next != first else { break }
      finding.entries += next.entries
      position += next.count
      page = next
    }
    finding.isCutShort = page.hasMore
    return finding
  }

  private func page(of search: LogSearch, behind position: Int) async throws -> LogSearch.Page? {
    do {
      guard case .document(let document) = try await transport.answer(to: search.request(behind: position)) else {
        return nil
      }
      return LogSearch.Page(document)
    } catch let error as CancellationError {
      throw error
    } catch {
      return nil
    }
  }
}
