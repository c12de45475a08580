package dev.sluice.syncworker.fetch;

import dev.sluice.syncworker.reach.Reach;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the proxy has against it, as far as the JDK and JGit tell. */
record ProxyTrouble(Reach reach) {
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
  private static final int MOST_CAUSES = 20;

  /** The JDK's words; it has no type for this. */
  private static final Pattern TUNNEL =
      Pattern.compile("Unable to tunnel through proxy.*\"HTTP/\\S+ (\\d{3})", Pattern.DOTALL);

  /** In words; empty if it's not about the proxy. */
  Optional<String> of(IOException failure) {
    return reach.proxy().flatMap(proxy -> answered(failure).map(it -> words(proxy, it)));
  }

  private Optional<Integer> answered(IOException failure) {
    Optional<Integer> tunnel =
        Stream.<Throwable>iterate(failure, it -> it != null, Throwable::getCause)
            .limit(MOST_CAUSES)
            .map(it -> TUNNEL.matcher(String.valueOf(it.getMessage())))
            .filter(Matcher::find)
            .map(it -> Integer.valueOf(it.group(1)))
            .findFirst();
    return tunnel.or(
        () -> reach.seen().status().filter(status -> status == PROXY_AUTHENTICATION_REQUIRED));
  }

  private static String words(String proxy, int status) {
    return status == PROXY_AUTHENTICATION_REQUIRED
        ? "the proxy %s wants another login, or one at all: start Sluice with --git-proxy-login"
            .formatted(proxy)
        : "the proxy %s doesn't or can't connect to the host: it answered %d"
            .formatted(proxy, status);
  }
}
