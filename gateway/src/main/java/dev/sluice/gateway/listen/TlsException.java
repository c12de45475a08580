package dev.sluice.gateway.listen;

/** A certificate or key that can't be used; the message says why and what to do. */
public final class TlsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TlsException(String message) {
    super(message);
  }
}
