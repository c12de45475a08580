package dev.sluice.runtime.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** Resolves names to the addresses that may be connected to, and no others. */
record GuardedDns(Reach reach, Network.Names names) implements DnsResolver {

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    List<InetSocketAddress> allowed =
        Arrays.stream(names.addresses(host))
            .filter(address -> reach.allows(host, port, address))
            .map(address -> new InetSocketAddress(address, port))
            .toList();
    if (allowed.isEmpty()) {
      throw refused(host);
    }
    return allowed;
  }

  private static UnknownHostException refused(String host) {
    Refused refused =
        new Refused(
            host
                + " has a private address, and this environment reaches the public internet only."
                + " An operator can list it in \"egress\".\"allow\".");
    UnknownHostException wrapped = new UnknownHostException(refused.getMessage());
    wrapped.initCause(refused);
    return wrapped;
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
