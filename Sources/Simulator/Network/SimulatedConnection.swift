import FoundationEssentials
import Host
import ISAPI
import Synchronization

/// A connection to a recorder in the same process.
final class SimulatedConnection: DeviceConnection {
  private let recorder: SimulatedRecorder
  private let network: SimulatedNetwork
  private let address: DeviceAddress
  private let boot: Date
  private let isOpen = Mutex(true)

  init(recorder: SimulatedRecorder, network: SimulatedNetwork, address: DeviceAddress) {
    self.recorder = recorder
    self.network = network
    self.address = address
    boot = recorder.boot
  }

  func exchange(_ request: Request) async throws -> Response {
    try Task.checkCancellation()
    guard isOpen.withLock({ $0 }), recorder.boot == boot, network.listens(recorder, at: address),
      network.reaches(recorder, at: address)
    else { throw failure(.cutOff, request, "connection reset by peer") }
    let limit = request.timeLimit ?? .seconds(30)
    let arrival = Arrival(from: network.clientAddress, over: address.scheme)
    let start = recorder.clock.now
    var received: Delivery?
    try await recorder.serve(request, arrival) { received = $0 }
    switch received {
    case .whole(let response):
      if recorder.clock.now > start.adding(limit) { throw failure(.answerTimeout, request, "no answer in time") }
      return response
    case .silence:
      try await recorder.clock.sleep(for: limit)
      throw failure(.answerTimeout, request, "no answer")
    case .truncated, .cut, nil:
      throw failure(.cutOff, request, "connection closed by peer")
    }
  }

  func close() async { isOpen.withLock { $0 = false } }

  var ownHost: String? { network.clientAddress }

  private func failure(_ reason: TransportError.Reason, _ request: Request, _ detail: String) -> TransportError {
    isOpen.withLock { $0 = false }
    return TransportError(reason, address: address, endpoint: request.endpoint, detail: detail)
  }
}
