package import Host

extension Sequence<DesiredSetting> {
  /// Where all secrets of these settings are to be found, in order.
  package var secretReferences: [SecretReference] {
    flatMap(\.items).flatMap(\.fields).compactMap { field in
      if case .secret(let reference) = field.value { reference } else { nil }
    }
  }
}
