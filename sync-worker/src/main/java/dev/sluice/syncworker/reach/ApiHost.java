package dev.sluice.syncworker.reach;

import java.net.MalformedURLException;
import java.net.URI;
import java.util.Map;

/** Whose an API is: a token for a repository is shown to the API of the same host only. */
final class ApiHost {
  /** Those whose API has a name of its own. */
  private static final Map<String, String> APART = Map.of("github.com", "api.github.com");

  private ApiHost() {}

  /** Whether what was given for that repository may be shown there. */
  static boolean isOf(String repository, URI api) {
    try {
      Origin given = Origin.of(URI.create(repository).toURL());
      Origin there = Origin.of(api.toURL());
      Origin apart =
          new Origin(given.scheme(), APART.getOrDefault(given.host(), given.host()), given.port());
      return there.equals(given) || there.equals(apart);
    } catch (IllegalArgumentException | MalformedURLException e) {
      return false;
    }
  }
}
