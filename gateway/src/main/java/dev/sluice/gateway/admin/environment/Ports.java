package dev.sluice.gateway.admin.environment;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Which TCP ports there are to connect to. */
final class Ports {
  private static final int LAST = 65_535;

  private Ports() {}

  /**
   * Whether there is such a port, or none is named.
   *
   * @param digits of a number that an {@code int} holds
   */
  static boolean areGood(@Nullable String digits) {
    return digits == null || isPort(Integer.parseInt(digits));
  }

  /** Whether the address names a port that there is, or none. */
  static boolean areGood(URI uri) {
    return uri.getPort() == -1 || isPort(uri.getPort());
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= LAST;
  }
}
