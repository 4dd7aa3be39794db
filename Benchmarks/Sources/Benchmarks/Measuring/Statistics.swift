import Glibc

extension [Double] {
  /// The value in the middle; of two in the middle their mean.
  var median: Double {
    if isEmpty { return .nan }
    let sorted = sorted()
    let middle = count / 2
    return count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

/// How a cost grows with a size.
struct Growth {
  /// The exponent e of cost = c * size^e, by least squares over the logarithms: 1 is linear, 2 quadratic.
  var exponent: Double

  init(of points: [(size: Int, cost: Double)]) {
    let logs = points.map { (x: log(Double($0.size)), y: log($0.cost)) }
    let count = Double(logs.count)
    let meanX = logs.map(\.x).reduce(0, +) / count
    let meanY = logs.map(\.y).reduce(0, +) / count
    exponent =
      logs.map { ($0.x - meanX) * ($0.y - meanY) }.reduce(0, +)
      / logs.map { ($0.x - meanX) * ($0.x - meanX) }.reduce(0, +)
  }
}
