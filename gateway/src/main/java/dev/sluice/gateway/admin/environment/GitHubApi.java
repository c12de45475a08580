package dev.sluice.gateway.admin.environment;

import dev.sluice.gateway.http.Refusal;
import java.net.URI;
import java.net.URISyntaxException;

/** The rules for addresses of Git hosts' REST APIs. */
final class GitHubApi {
  private GitHubApi() {}

  /**
   * The address, without a slash at its end.
   *
   * @param field where it was given
   * @throws Refusal 400 if it isn't one
   */
  static URI check(String field, String text) {
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (isHttp(uri) && uri.getHost() != null && isPlain(uri) && text.length() <= 2_000) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Answered below, as every other text that isn't an address.
    }
    throw Refusal.badBody(
        "`%s` must be where the host's REST API is, such as https://github.example.com/api/v3."
            .formatted(field));
  }

  private static boolean isHttp(URI uri) {
    return "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
  }

  private static boolean isPlain(URI uri) {
    return uri.getRawUserInfo() == null
        && uri.getQuery() == null
        && uri.getFragment() == null
        && Ports.areGood(uri);
  }
}
