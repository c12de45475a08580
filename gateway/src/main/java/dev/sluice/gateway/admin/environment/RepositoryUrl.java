package dev.sluice.gateway.admin.environment;

import dev.sluice.gateway.http.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules for {@code repository.url}. Whether a local one is allowed is up to the sync worker.
 */
public final class RepositoryUrl {
  /**
   * Scheme, user, host, port and path, of an address that everyone takes apart alike. Git's readers
   * and Java's differ about {@code https://a#@b}, and would show b what was given for a.
   */
  private static final Pattern REMOTE =
      Pattern.compile(
          "(https?|ssh)://(?:([^/?#@\\\\]*)@)?(\\w[\\w.-]*|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?"
              + "(?:/[^?#\\\\]*)?");

  /** {@code git@host:path}, which is no URL. */
  private static final Pattern SHORT_SSH =
      Pattern.compile("\\w[\\w.+-]*@[\\w.]([\\w.-]*):[^/\\s@][^\\s@]*");

  private RepositoryUrl() {}

  /**
   * The URL, if it is one that can be shown and fetched from.
   *
   * @throws Refusal 400 otherwise
   */
  static String check(String url) {
    if (isShortSsh(url)) {
      return url;
    }
    if (parse(url).isEmpty()) {
      throw notFetchable();
    }
    if (url.startsWith("file:")) {
      return url;
    }
    Matcher remote = REMOTE.matcher(url);
    if (!remote.matches()) {
      throw notFetchable();
    }
    if (!Ports.areGood(remote.group(4))) {
      throw Refusal.badBody(
          "`repository.url` names the port %s: ports are from 1 to 65535."
              .formatted(remote.group(4)));
    }
    String user = remote.group(2);
    if (user != null && (!isSsh(url) || user.contains(":"))) {
      throw Refusal.badBody(
          "`repository.url` must not hold a user name or password: it is shown to everyone who may"
              + " read the environment. Give them as `repository.username` and"
              + " `repository.token`.");
    }
    return url;
  }

  static boolean isSsh(String url) {
    return isShortSsh(url) || url.startsWith("ssh:");
  }

  static boolean isFile(String url) {
    return url.startsWith("file:") || url.startsWith("/");
  }

  private static boolean isShortSsh(String url) {
    return SHORT_SSH.matcher(url).matches();
  }

  /** Who is shown what lets us in: the scheme, host and port. */
  static String receiver(String url) {
    if (isShortSsh(url)) {
      return "ssh://" + url.substring(url.indexOf('@') + 1, url.indexOf(':'));
    }
    Matcher remote = REMOTE.matcher(url);
    return remote.matches()
        ? remote.group(1) + "://" + remote.group(3) + ":" + remote.group(4)
        : url;
  }

  /**
   * What to tell whoever set that URL.
   *
   * @param localFetched whether this process was told that repositories on a disk and over {@code
   *     http:} are fetched; a sync worker in another process may have been told otherwise
   */
  public static List<String> warnings(String url, boolean localFetched) {
    return localFetched || isSsh(url) || url.startsWith("https:")
        ? List.of()
        : List.of(
            "`repository.url` is local or unencrypted: it is fetched only by a sync worker that was"
                + " started with --allow-local-repositories, and until then every sync fails.");
  }

  private static Optional<URI> parse(String url) {
    try {
      return Optional.of(new URI(url));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Refusal notFetchable() {
    return Refusal.badBody(
        "`repository.url` must be a URL such as https://github.com/team/auth.git or"
            + " ssh://git@github.com/team/auth.git, without a query or fragment.");
  }
}
