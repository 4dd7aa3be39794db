import FoundationEssentials
import Testing

/// Known answers for both exchanges and for Digest, computed with other implementations.
struct KnownAnswers: Decodable, CustomTestStringConvertible {
  var source = ""
  var legacyActivation: Legacy
  var v3Activation: Version3
  var digest: Digest

  private enum CodingKeys: String, CodingKey { case legacyActivation, v3Activation, digest }

  var testDescription: String { source }

  struct Key: Decodable {
    var pkcs1PrivateKeyDerBase64: String
    var der: Data { Data(base64Encoded: pkcs1PrivateKeyDerBase64) ?? Data() }
  }

  struct Legacy: Decodable {
    var rsaKey: Key
    var challengeRequest: Request
    var challengeResponse: Response
    var cases: [Password]
    var simulatorToleranceCases: [Refused]

    struct Request: Decodable { var keyElementBase64: String }
    struct Response: Decodable {
      var randomText: String
      var keyElementBase64: String
    }
    struct Password: Decodable {
      var randomText: String
      var password: String
      var passwordElementBase64: String
    }
    struct Refused: Decodable {
      var randomText: String
      var passwordElementBase64: String
    }
  }

  struct Version3: Decodable {
    var rsaKey: Key
    var challengeRequest: Request
    var cases: [Case]

    struct Request: Decodable { var publicKeyBase64: String }
    struct Case: Decodable {
      var randomText: String
      var challengeBase64: String
      var ivHex: String
      var password: String
      var passwordBase64: String
    }
  }

  struct Digest: Decodable {
    var cases: [Case]

    struct Case: Decodable {
      var name: String
      var algorithm: String
      var algorithmTokenSent: Bool
      var userName: String
      var realm: String
      var password: String
      var method: String
      var uri: String
      var nonce: String
      var cnonce: String
      var qop: String?
      var response: String
    }
  }

  /// Our own file, and the large one beside the package where there is one.
  static let all: [KnownAnswers] = {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let package = tests.deletingLastPathComponent().deletingLastPathComponent()
    let files = [
      tests.appending(path: "Vectors/known-answers.json"),
      package.deletingLastPathComponent().appending(path: "shared/reference/activation-vectors.json"),
    ]
    return files.filter { FileManager.default.fileExists(atPath: $0.path) }.compactMap { file in
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      do {
        var answers = try decoder.decode(Self.self, from: Data(contentsOf: file))
        answers.source = file.lastPathComponent
        return answers
      } catch {
        Issue.record("\(file.path): \(error)")
        return nil
      }
    }
  }()
}
