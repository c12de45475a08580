package dev.sluice.syncworker.reach;

import java.net.URL;
import java.util.Locale;

/** Who answers at an address: scheme, host and port. What is shown to one is for no other. */
record Origin(String scheme, String host, int port) {
  static Origin of(URL url) {
    int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    return new Origin(
        url.getProtocol().toLowerCase(Locale.ROOT), url.getHost().toLowerCase(Locale.ROOT), port);
  }

  @Override
  public String toString() {
    return scheme + "://" + host + ":" + port;
  }
}
