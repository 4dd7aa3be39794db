// Headers carry logins and bodies carry passwords, so that neither is ever part of a description.

extension Request: CustomStringConvertible, CustomReflectable {
  package var description: String { "\(method.rawValue) \(endpoint.path) (\(body.count) bytes)" }
  package var customMirror: Mirror { Mirror(self, children: ["method": method, "path": endpoint.path]) }
}

extension Response: CustomStringConvertible, CustomReflectable {
  package var description: String { "\(status) (\(body.count) bytes)" }
  package var customMirror: Mirror { Mirror(self, children: ["status": status]) }
}
