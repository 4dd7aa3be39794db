import Crypto
import CryptoExtras
import FoundationEssentials
import Host

/// The device's random text once both sides know it: it is the key, and its first half proves the challenge.
struct SharedRandomText: Sendable {
  private static let blockSize = 16
  private let exchange: ActivationExchange
  private let prefix: [UInt8]
  private let key: SymmetricKey

  init(_ text: String, exchange: ActivationExchange) throws(ActivationFailure) {
    guard exchange.randomLengths.contains(text.utf8.count), let bytes = try? HexText.bytes(of: text) else {
      throw ActivationFailure(.badRandomText)
    }
    self.exchange = exchange
    prefix = Array(text.utf8.prefix(Self.blockSize))
    key = SymmetricKey(data: bytes)
  }

  /// Encrypts the prefix and the password.
  func seal(_ password: Secret, iv: [UInt8]) throws(ActivationFailure) -> [UInt8] {
    let text = Array(password.reveal().utf8)
    guard Self.isUsable(text) else { throw ActivationFailure(.unusablePassword) }
    do {
      switch exchange {
      case .legacy: return try encryptBlocks(of: prefix + text)
      case .version3: return Array(try AES._CBC.encrypt(prefix + text, using: key, iv: AES._CBC.IV(ivBytes: iv)))
      }
    } catch {
      throw ActivationFailure(.undecryptable)
    }
  }

  /// Decrypts the password and checks that it was sent for this challenge.
  func open(_ bytes: [UInt8], iv: [UInt8]) throws(ActivationFailure) -> Secret {
    let plain = try decrypt(bytes, iv: iv)
    guard plain.starts(with: prefix) else { throw ActivationFailure(.wrongChallenge) }
    let rest = plain.dropFirst(prefix.count)
    let password = exchange == .legacy ? Array(rest.prefix { $0 != 0 }) : Array(rest)
    let isPadded = rest.dropFirst(password.count).allSatisfy { $0 == 0 }
    guard isPadded, Self.isUsable(password) else { throw ActivationFailure(.unusablePassword) }
    return Secret(String(decoding: password, as: UTF8.self))
  }

  private func decrypt(_ bytes: [UInt8], iv: [UInt8]) throws(ActivationFailure) -> [UInt8] {
    guard !bytes.isEmpty, bytes.count.isMultiple(of: Self.blockSize) else { throw ActivationFailure(.undecryptable) }
    do {
      switch exchange {
      case .legacy: return try decryptBlocks(of: bytes)
      case .version3: return Array(try AES._CBC.decrypt(bytes, using: key, iv: AES._CBC.IV(ivBytes: iv)))
      }
    } catch {
      throw ActivationFailure(.undecryptable)
    }
  }

  private func encryptBlocks(of bytes: [UInt8]) throws -> [UInt8] {
    let padding = (Self.blockSize - bytes.count % Self.blockSize) % Self.blockSize
    return try blocks(of: bytes + [UInt8](repeating: 0, count: padding)) { try AES.permute(&$0, key: key) }
  }

  private func decryptBlocks(of bytes: [UInt8]) throws -> [UInt8] {
    try blocks(of: bytes) { try AES.inversePermute(&$0, key: key) }
  }

  private func blocks(of bytes: [UInt8], _ change: (inout [UInt8]) throws -> Void) rethrows -> [UInt8] {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: Self.blockSize) {
      var block = Array(bytes[start..<(start + Self.blockSize)])
      try change(&block)
      result += block
    }
    return result
  }

  private static func isUsable(_ password: [UInt8]) -> Bool {
    !password.isEmpty && password.allSatisfy { (0x20...0x7E).contains($0) }
  }
}
