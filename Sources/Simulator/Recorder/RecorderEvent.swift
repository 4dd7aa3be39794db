/// Something that happened on a recorder, for whoever watches.
package enum RecorderEvent: Sendable, Hashable {
  /// The recorder was asked something.
  case request(RequestLogEntry)
  /// A reboot begins; the phases follow.
  case rebootBegan
  /// The recorder came into another phase.
  case phase(Phase)
  /// The recorder listens elsewhere now.
  case moved(Binding)
  /// The certificate is a new one.
  case certificateChanged
}

/// Hands events to everybody who watches.
struct EventBroadcast {
  private var watchers: [Int: AsyncStream<RecorderEvent>.Continuation] = [:]
  private var next = 0

  /// Adds a watcher; gives the number to remove it by.
  mutating func add(_ continuation: AsyncStream<RecorderEvent>.Continuation) -> Int {
    next += 1
    watchers[next] = continuation
    return next
  }

  /// Removes a watcher.
  mutating func remove(_ id: Int) { watchers[id] = nil }

  /// Tells everybody.
  func send(_ events: [RecorderEvent]) {
    for event in events {
      for watcher in watchers.values { watcher.yield(event) }
    }
  }
}
