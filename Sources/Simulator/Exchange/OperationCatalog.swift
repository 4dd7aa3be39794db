/// Everything a recorder does besides reading and writing documents.
enum OperationCatalog {
  /// The operations, grouped by what they are about.
  static let all: [Operation] =
    Operation.activation + Operation.maintenance + Operation.clock + Operation.accounts + Operation.cameras
    + Operation.views + Operation.records
}
