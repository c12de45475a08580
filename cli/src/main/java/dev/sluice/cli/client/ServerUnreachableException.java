package dev.sluice.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** Nobody answers where the server should be. */
final class ServerUnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  ServerUnreachableException(URI server, IOException cause) {
    super("no Sluice server answers at " + server + ": " + why(cause), cause);
  }

  /** The JDK's client often gives its exceptions no message. */
  private static String why(IOException cause) {
    if (cause.getCause() instanceof UnresolvedAddressException
        || (cause.getCause() != null
            && cause.getCause().getCause() instanceof UnresolvedAddressException)) {
      return "no such host is known";
    }
    return switch (cause) {
      case HttpTimeoutException _ -> "it was silent for too long";
      case ConnectException _ -> "nothing listens there, or a firewall is between";
      default -> {
        String message = cause.getMessage();
        yield message == null || message.isBlank()
            ? "the connection broke off (" + cause.getClass().getSimpleName() + ")"
            : message;
      }
    };
  }
}
