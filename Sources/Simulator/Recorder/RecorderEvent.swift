/// Something that happened on a recorder, for whoever watches.
package enum RecorderEvent: Sendable, Hashable {
  case request(RequestLogEntry)
  /// A reboot begins; the phases follow.
  case rebootBegan
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

  mutating func add(_ continuation: AsyncStream<RecorderEvent>.Continuation) -> Int {
    next += 1
    watchers[next] = continuation
    return next
  }

  mutating func remove(_ id: Int) { watchers[id] = nil }

  func send(_ events: [RecorderEvent]) {
    for event in events {
      for watcher in watchers.values { watcher.yield(event) }
    }
  }
}
