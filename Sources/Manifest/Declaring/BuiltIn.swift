/// What holds where no manifest says otherwise: the lowest layer.
enum BuiltIn {
  /// Seconds a moved address may take to answer (product.md S9).
  static let confirmWindow = 180
  /// The account a recorder has from the factory.
  static let username = "admin"

  /// The built-in values as `render` shows them, by their path below `spec`.
  static let values: [(path: String, text: String)] = [
    ("reset", "onRequest"), ("connect.secondWayIn", "sadp"), ("admin.username", username),
    ("network.confirmWindow", "\(confirmWindow)s"), ("unmanaged.cameras", "report"), ("unmanaged.users", "report"),
  ]
}
