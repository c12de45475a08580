package dev.sluice.syncworker.reach;

import java.io.Serial;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.URIish;

/** An SSH server didn't prove to be the one it should be; the message says why and what to do. */
public final class HostKeyException extends TransportException {
  @Serial private static final long serialVersionUID = 1;

  private final String reason;

  HostKeyException(URIish uri, String reason, Throwable cause) {
    super(uri, reason, cause);
    this.reason = reason;
  }

  /** The message without the address. */
  public String reason() {
    return reason;
  }
}
