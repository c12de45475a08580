package dev.sluice.gateway.listen;

import java.util.Optional;

/**
 * What connections to a server are like.
 *
 * @param tls empty if they aren't encrypted
 */
public record Entry(Optional<TlsFiles> tls, TrustedProxies proxies) {
  public static final Entry PLAIN = new Entry(Optional.empty(), TrustedProxies.NONE);

  /** The scheme of addresses there. */
  public String scheme() {
    return tls.isPresent() ? "https" : "http";
  }
}
