package dev.sluice.syncworker.reach;

import dev.sluice.registry.Secret;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The HTTP proxy that Git hosts are reached through. */
public record GitProxy(String host, int port, Optional<Login> login) {
  /** What the proxy is shown. */
  public record Login(String user, Secret password) {
    /**
     * The login in {@code user:password}.
     *
     * @throws IllegalArgumentException if it isn't one, without telling what it is
     */
    public static Login parse(String text) {
      int colon = text.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("the proxy's login must be user:password");
      }
      return new Login(text.substring(0, colon), new Secret(text.substring(colon + 1)));
    }
  }

  /**
   * The proxy at an address such as {@code http://proxy.example.com:3128}.
   *
   * @throws IllegalArgumentException if it isn't one, saying what it should be
   */
  public static GitProxy parse(String url, Optional<Login> login) {
    try {
      URI uri = new URI(url);
      if (uri.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            "a Git proxy's address must not hold a user's name or password: everybody on this"
                + " machine sees it. Give them in a file of their own");
      }
      if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
        return new GitProxy(uri.getHost(), uri.getPort(), login);
      }
    } catch (URISyntaxException e) {
      // Refused below, as every other text that isn't an address.
    }
    throw new IllegalArgumentException(
        "a Git proxy's address is such as http://proxy.example.com:3128");
  }

  Proxy toProxy() {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
