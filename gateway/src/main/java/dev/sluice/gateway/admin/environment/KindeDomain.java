package dev.sluice.gateway.admin.environment;

import dev.sluice.gateway.http.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** The rules for {@code kindeDomain}: a client secret goes there, so not in the clear. */
final class KindeDomain {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private KindeDomain() {}

  /**
   * The origin.
   *
   * @throws Refusal 400 if it isn't one
   */
  static URI check(String text) {
    try {
      URI uri = new URI(text);
      if (isOrigin(uri) && isSafe(uri)) {
        return new URI(uri.getScheme(), uri.getRawAuthority(), null, null, null);
      }
    } catch (URISyntaxException e) {
      // Answered below, as every other text that isn't an origin.
    }
    throw Refusal.badBody(
        "`kindeDomain` must be an origin such as https://team.kinde.com: https, a host, no path.");
  }

  private static boolean isOrigin(URI uri) {
    String path = Optional.ofNullable(uri.getRawPath()).orElse("");
    return uri.getHost() != null
        && uri.getRawUserInfo() == null
        && Ports.areGood(uri)
        && (path.isEmpty() || path.equals("/"))
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private static boolean isSafe(URI uri) {
    return "https".equals(uri.getScheme())
        || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
  }
}
