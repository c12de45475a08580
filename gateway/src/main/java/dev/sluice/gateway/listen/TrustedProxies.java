package dev.sluice.gateway.listen;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * The proxies that are believed when they say who sent a request. Everybody else may write what
 * they like into {@code Forwarded} and {@code X-Forwarded-*}. Thread-safe.
 */
public final class TrustedProxies implements HttpConfiguration.Customizer {
  /** Nobody is believed. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of(), ProxyHeader.EITHER);

  private final List<AddressRange> ranges;
  private final ProxyHeader header;

  /**
   * @param header that they write, and don't pass on from whoever calls them
   */
  public TrustedProxies(List<AddressRange> ranges, ProxyHeader header) {
    this.ranges = List.copyOf(ranges);
    this.header = header;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
    return peer instanceof InetSocketAddress address && trust(address.getAddress())
        ? hop(request, address.getAddress())
            .<Request>map(hop -> new ProxiedRequest(request, hop))
            .orElse(request)
        : request;
  }

  private boolean trust(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.holds(address));
  }

  /**
   * Where the request came from, as far as it is believed. Who forges one of the two kinds of
   * header before a proxy that writes the other gets nothing: where they disagree, neither counts.
   */
  private Optional<Hop> hop(Request request, InetAddress peer) {
    Optional<Hop> standard =
        header == ProxyHeader.X_FORWARDED
            ? Optional.empty()
            : farthest(Hop.forwarded(request.getHeaders()), peer);
    Optional<Hop> usual =
        header == ProxyHeader.FORWARDED
            ? Optional.empty()
            : farthest(Hop.xForwarded(request.getHeaders()), peer);
    if (standard.isPresent() && usual.isPresent()) {
      return standard.filter(it -> it.sender().equals(usual.get().sender()));
    }
    return standard.or(() -> usual);
  }

  /** Goes back from proxy to proxy for as long as each is trusted. */
  private Optional<Hop> farthest(List<Hop> hops, InetAddress peer) {
    Optional<Hop> farthest = Optional.empty();
    InetAddress speaker = peer;
    for (Hop hop : hops.reversed()) {
      if (!trust(speaker) || hop.sender().isEmpty()) {
        break;
      }
      speaker = hop.sender().get();
      farthest = Optional.of(hop);
    }
    return farthest;
  }
}
