package dev.sluice.cli.client;

import java.io.IOException;
import java.net.URI;

/** Nobody answers where the server should be. */
final class ServerUnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  ServerUnreachableException(URI server, IOException cause) {
    super("no Sluice server answers at " + server + ": " + cause.getMessage(), cause);
  }
}
