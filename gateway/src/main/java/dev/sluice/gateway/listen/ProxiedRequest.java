package dev.sluice.gateway.listen;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;

/** A request as its sender sent it to the proxy that passed it on. */
final class ProxiedRequest extends Request.Wrapper {
  private final Optional<String> scheme;
  private final ConnectionMetaData connection;

  ProxiedRequest(Request request, Hop hop) {
    super(request);
    this.scheme = hop.scheme();
    this.connection = new Connection(request.getConnectionMetaData(), hop);
  }

  /** The connection, as if the sender were at its end. */
  private static final class Connection extends ConnectionMetaData.Wrapper {
    private final SocketAddress sender;

    Connection(ConnectionMetaData wrapped, Hop hop) {
      super(wrapped);
      this.sender =
          hop.sender()
              .<SocketAddress>map(address -> new InetSocketAddress(address, 0))
              .orElseGet(wrapped::getRemoteSocketAddress);
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
      return sender;
    }
  }

  @Override
  public ConnectionMetaData getConnectionMetaData() {
    return connection;
  }

  @Override
  public boolean isSecure() {
    return scheme.map("https"::equals).orElseGet(super::isSecure);
  }

  @Override
  public HttpURI getHttpURI() {
    HttpURI uri = super.getHttpURI();
    return scheme.<HttpURI>map(it -> HttpURI.build(uri).scheme(it).asImmutable()).orElse(uri);
  }
}
