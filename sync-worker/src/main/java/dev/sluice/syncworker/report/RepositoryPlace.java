package dev.sluice.syncworker.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository's address, taken apart.
 *
 * @param host in lower case
 * @param origin what its host's pages and API begin with
 * @param path without slashes around it, and without {@code .git}
 */
record RepositoryPlace(String host, String origin, String path) {
  private static final Pattern SHORT_SSH = Pattern.compile("[^@/]+@([^:/]+):(?!//)(.+)");

  /** Where hosts listen for SSH when the usual port is closed. */
  private static final Map<String, String> ALIASES =
      Map.of("ssh.github.com", "github.com", "altssh.gitlab.com", "gitlab.com");

  /** Empty for one on a disk. */
  static Optional<RepositoryPlace> of(String url) {
    Matcher ssh = SHORT_SSH.matcher(url);
    if (ssh.matches()) {
      return Optional.of(overSsh(ssh.group(1), ssh.group(2)));
    }
    try {
      URI uri = new URI(url);
      return uri.getHost() == null || uri.getPath() == null ? Optional.empty() : of(uri);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<RepositoryPlace> of(URI uri) {
    return switch (String.valueOf(uri.getScheme())) {
      case "https", "http" -> {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String origin = uri.getScheme() + "://" + uri.getHost() + port;
        yield Optional.of(new RepositoryPlace(lower(uri.getHost()), origin, bare(uri.getPath())));
      }
      case "ssh" -> Optional.of(overSsh(uri.getHost(), uri.getPath()));
      default -> Optional.empty();
    };
  }

  private static RepositoryPlace overSsh(String given, String path) {
    String host = ALIASES.getOrDefault(lower(given), lower(given));
    return new RepositoryPlace(host, "https://" + host, bare(path));
  }

  private static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }

  private static String bare(String path) {
    return path.replaceAll("^/+|/+$", "").replaceFirst("\\.git$", "");
  }
}
