package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
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

  /**
   * What to tell whoever set that URL.
   *
   * @param localFetched whether this process was told that repositories on a disk and over {@code
   *     http:} are fetched; a sync worker in another process may have been told otherwise
   */
  static List<String> warnings(String url, boolean localFetched) {
    return localFetched || "https".equals(parse(url).getScheme())
        ? List.of()
        : List.of(
            "`repository.url` is local or unencrypted: it is fetched only by a sync worker that was"
                + " started with --allow-local-repositories, and until then every sync fails.");
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
