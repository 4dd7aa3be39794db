/// Everything a recorder does besides reading and writing documents.
enum OperationCatalog {
  static let all: [Operation] =
    Operation.activation + Operation.maintenance + Operation.clock + Operation.accounts + Operation.cameras
    + Operation.views + Operation.records
}
