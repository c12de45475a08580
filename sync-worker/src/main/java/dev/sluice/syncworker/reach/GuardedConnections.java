package dev.sluice.syncworker.reach;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HTTP connections of one fetch. JGit itself never has the credential: it is set here,
 * and only where the connection goes to the very origin that it is for, so that no redirect takes
 * it along.
 */
final class GuardedConnections implements HttpConnectionFactory {
  private final Outlet outlet;
  private final Origin origin;
  private final Credential credential;
  private final Sightings seen;
  private final Listening listening;

  GuardedConnections(
      Outlet outlet, Origin origin, Credential credential, Sightings seen, Listening listening) {
    this.outlet = outlet;
    this.origin = origin;
    this.credential = credential;
    this.seen = seen;
    this.listening = listening;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, null);
  }

  /** JGit's proxy is the JVM's, which doesn't count. */
  @Override
  public HttpConnection create(URL url, @Nullable Proxy ignored) throws IOException {
    Origin there = Origin.of(url);
    boolean elsewhere = !there.equals(origin);
    HttpURLConnection connection = outlet.connection(url);
    if (!elsewhere && credential instanceof Credential.Login login) {
      connection.setRequestProperty("Authorization", login.header());
    }
    return new GuardedConnection(
        connection, status -> seen.answered(status, elsewhere, there), listening);
  }
}
