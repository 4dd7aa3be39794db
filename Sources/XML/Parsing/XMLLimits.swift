/// How large a document may be; the largest answer of a real recorder is far below.
enum XMLLimits {
  static let bytes = 16 * 1024 * 1024
  static let depth = 200
  static let nodes = 200_000
  static let attributes = 256
}
