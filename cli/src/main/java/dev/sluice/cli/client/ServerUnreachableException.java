package dev.sluice.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.stream.Stream;

/** Nobody answers where the server should be. */
final class ServerUnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  ServerUnreachableException(URI server, IOException cause) {
    super("no Sluice server answers at " + server + ": " + why(cause), cause);
  }

  /** The JDK's client often gives its exceptions no message. */
  private static String why(IOException cause) {
    if (isUnresolved(cause)) {
      return "no such host is known";
    }
    return switch (cause) {
      case HttpTimeoutException _ -> "it was silent for too long";
      case ConnectException _ -> "nothing listens there, or a firewall is between";
      default ->
          Objects.requireNonNullElse(
              cause.getMessage(), "the connection broke off: " + cause.getClass().getSimpleName());
    };
  }

  private static boolean isUnresolved(IOException failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(5)
        .anyMatch(UnresolvedAddressException.class::isInstance);
  }
}
