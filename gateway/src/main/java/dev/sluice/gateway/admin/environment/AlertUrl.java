package dev.sluice.gateway.admin.environment;

import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.environment.Oversight;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * The rules for {@code alerts.url}. An administrator chooses it, so it may be a private address.
 */
final class AlertUrl {
  private static final int LONGEST = 2_000;

  private AlertUrl() {}

  /**
   * The address.
   *
   * @throws Refusal 400 if alerts can't be posted there
   */
  static URI check(String text) {
    try {
      URI uri = new URI(text);
      if (isHttp(uri) && uri.getHost() != null && isPlain(uri) && isShort(text)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Answered below, as every other text that isn't an address.
    }
    throw Refusal.badBody(
        "`alerts.url` must be an address such as https://alerts.example.com/sluice, without a"
            + " user's name, and a port in it be from 1 to 65535.");
  }

  /**
   * The address, of which only {@link Oversight#shown} may have been given.
   *
   * @param present the one that is set
   * @throws Refusal 400 if it is the shortened form of another
   */
  static URI whole(URI given, Optional<URI> present) {
    if (present.filter(it -> Oversight.shown(it).equals(given.toString())).isPresent()) {
      return present.get();
    }
    if (given.toString().contains(Oversight.HIDDEN)) {
      throw Refusal.badBody(
          "`alerts.url` is shortened, and no such address is set: give the whole one.");
    }
    return given;
  }

  private static boolean isPlain(URI uri) {
    return uri.getRawUserInfo() == null && Ports.areGood(uri);
  }

  private static boolean isShort(String text) {
    return text.length() <= LONGEST;
  }

  private static boolean isHttp(URI uri) {
    return "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
  }
}
