package dev.sluice.runtime.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** Resolves names to the addresses that may be connected to, and no others. */
record GuardedDns(Reach reach) implements DnsResolver {

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    List<InetSocketAddress> allowed =
        Arrays.stream(InetAddress.getAllByName(host))
            .filter(address -> reach.allows(host, port, address))
            .map(address -> new InetSocketAddress(address, port))
            .toList();
    if (allowed.isEmpty()) {
      throw new UnknownHostException(
          host + " has a private address, and this environment reaches the public internet only");
    }
    return allowed;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    throw new UnknownHostException(host + ": its port must be known");
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
