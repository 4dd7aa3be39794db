// DigestAuth
