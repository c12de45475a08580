package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * The rules for {@code repository.url}. Whether a local one is allowed is up to the sync worker.
 */
final class RepositoryUrl {
  private static final Set<String> SCHEMES = Set.of("https", "http", "file");

  private RepositoryUrl() {}

  /**
   * The URL, if it is one that can be shown and fetched from.
   *
   * @throws Refusal 400 otherwise
   */
  static String check(String url) {
    URI parsed = parse(url);
    if (parsed.getScheme() == null || !SCHEMES.contains(parsed.getScheme())) {
      throw notFetchable();
    }
    String user = parsed.getRawUserInfo();
    if (user != null) {
      throw Refusal.badBody(
          "`repository.url` must not hold a user name or password: it is shown to everyone who may"
              + " read the environment.");
    }
    return url;
  }

  private static URI parse(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw notFetchable();
    }
  }

  private static Refusal notFetchable() {
    return Refusal.badBody(
        "`repository.url` must be a URL such as https://github.com/team/auth.git; SSH addresses"
            + " aren't supported.");
  }
}
