package dev.sluice.runtime.fetch;

import dev.sluice.runtime.EgressPolicy;
import dev.sluice.runtime.Surroundings;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * How far an environment's requests may go: by name when one is made or redirected, and by address
 * when a connection is made, so that a name that resolves elsewhere the second time gains nothing.
 * Immutable.
 */
record Reach(EgressPolicy egress, Optional<URI> kindeDomain) {

  static Reach of(Surroundings surroundings) {
    return new Reach(surroundings.egress(), surroundings.kindeDomain());
  }

  /**
   * @param declared whether the workflow declared {@code kinde.fetch}; if not, only the Kinde
   *     domain is within reach
   * @throws Refused if the request may not be made
   */
  void check(URI target, boolean declared) throws Refused {
    Target.check(target);
    if (target.getRawUserInfo() != null) {
      throw new Refused("A URL with a user name or password in it can't be fetched");
    }
    if (!declared && !isKindeDomain(target.getHost(), port(target), target.getScheme())) {
      throw new Refused(
          "This workflow doesn't declare the binding kinde.fetch, so it reaches only the"
              + " environment's Kinde domain, not "
              + shown(target)
              + ". Add \"kinde.fetch\": {} to its bindings.");
    }
    if (egress instanceof EgressPolicy.Only only && !listed(only, target.getHost(), port(target))) {
      throw new Refused(
          "This environment's egress settings don't allow "
              + shown(target)
              + ". An operator can add it to \"egress\".\"allow\".");
    }
  }

  /** Whether a connection for that host and port may go to that address. */
  boolean allows(String host, int port, InetAddress address) {
    return switch (egress) {
      case EgressPolicy.Only only -> listed(only, host, port);
      case EgressPolicy.PublicInternet open ->
          PublicAddresses.contains(address) || isKindeDomain(host, port, null);
    };
  }

  private boolean isKindeDomain(
      String host, int port, @org.jspecify.annotations.Nullable String scheme) {
    return kindeDomain
        .filter(domain -> plain(domain.getHost()).equals(plain(host)))
        .filter(domain -> port(domain) == port)
        .filter(domain -> scheme == null || domain.getScheme().equalsIgnoreCase(scheme))
        .isPresent();
  }

  private static boolean listed(EgressPolicy.Only only, String host, int port) {
    String name = plain(host);
    boolean usualPort = port == 80 || port == 443;
    return only.targets().stream()
        .map(target -> target.toLowerCase(Locale.ROOT))
        .anyMatch(target -> target.equals(name + ":" + port) || (usualPort && target.equals(name)));
  }

  private static String plain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  static int port(URI target) {
    if (target.getPort() != -1) {
      return target.getPort();
    }
    return "https".equalsIgnoreCase(target.getScheme()) ? 443 : 80;
  }

  private static String shown(URI target) {
    return target.getHost() + ":" + port(target);
  }
}
