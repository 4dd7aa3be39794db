package import Host
package import ISAPI
package import XML

/// What a recorder is like when the simulation begins.
package struct RecorderSeed: Sendable {
  /// What the recorder is and stays.
  package var profile: RecorderProfile
  /// What it does differently from others.
  package var behavior = RecorderBehavior()
  /// The administrator's password; nil for a recorder without one.
  package var password: Secret?
  /// The address it has; nil for the default one.
  package var address: InterfaceAddress?
  /// Documents that take the place of the factory's until the next reset, by path, as read from a real recorder.
  package var documents: [String: XMLElement] = [:]
  /// What the real recorder said that this one is a twin of; nil for one that is nobody's.
  package var snapshot: RecordedSnapshot?
  /// Changes to the documents.
  package var edits: [DocumentEdit] = []
  /// More accounts, with ids from 2 on.
  package var users: [SeedUser] = []
  /// Channels that are bound already.
  package var channels: [SeedChannel] = []
  /// The cameras around.
  package var cameras: [SimulatedCamera] = []
  /// How far the clock is ahead, in seconds.
  package var clockSkew = 0.0
  /// How long it has been up.
  package var uptime = Duration.seconds(864_000)

  package init(_ profile: RecorderProfile) { self.profile = profile }
}

/// A field of a document that differs from the factory's.
package struct DocumentEdit: Sendable, Hashable {
  /// The path of the resource, or of an item in it.
  package var resource: String
  package var field: XMLPath
  package var value: String

  package init(_ resource: String, _ field: XMLPath, _ value: String) {
    self.resource = resource
    self.field = field
    self.value = value
  }
}

/// An account that is there from the beginning.
package struct SeedUser: Sendable {
  package var name: String
  /// `Administrator`, `Operator` or `Viewer`.
  package var level: String
  package var password: Secret

  package init(_ name: String, level: String, password: Secret) {
    self.name = name
    self.level = level
    self.password = password
  }
}

/// A channel that is bound from the beginning.
package struct SeedChannel: Sendable {
  package var id: Int
  package var name: String
  package var address: String
  package var username: String
  package var password: Secret
  package var connectionMode: ConnectionMode

  /// How a channel got its camera (isapi.md 7.1).
  package enum ConnectionMode: String, Sendable {
    case plugAndPlay = "plugplay"
    case manual
  }

  package init(
    _ id: Int, name: String, address: String, username: String = "admin", password: Secret,
    connectionMode: ConnectionMode = .manual
  ) {
    self.id = id
    self.name = name
    self.address = address
    self.username = username
    self.password = password
    self.connectionMode = connectionMode
  }
}
