package dev.sluice.syncworker.reach;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URL;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.transport.sshd.ProxyData;
import org.eclipse.jgit.transport.sshd.ProxyDataFactory;

/**
 * The way out to Git hosts: every connection to one begins here. Thread-safe. Nothing of the JVM's
 * own settings counts, such as {@code http.proxyHost} or who logs in by default.
 */
public final class Outlet {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  private final Optional<GitProxy> proxy;
  private final Optional<SSLContext> tls;

  /**
   * The way out through that network.
   *
   * @throws IllegalArgumentException if its authorities can't be read
   */
  public Outlet(GitNetwork network) {
    proxy = network.proxy();
    tls = network.authorities().map(Anchors::with);
  }

  Optional<GitProxy> proxy() {
    return proxy;
  }

  /** A connection that isn't open yet, and shows the host nothing. */
  HttpURLConnection connection(URL url) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) url.openConnection(proxy.map(GitProxy::toProxy).orElse(Proxy.NO_PROXY));
    connection.setInstanceFollowRedirects(false);
    proxy.ifPresent(it -> connection.setAuthenticator(new ProxyLogin(it)));
    if (connection instanceof HttpsURLConnection https) {
      tls.ifPresent(it -> https.setSSLSocketFactory(it.getSocketFactory()));
    }
    return connection;
  }

  /** A client for hosts' APIs, which follows no redirects. Whoever gets it closes it. */
  public HttpClient client() {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY);
    tls.ifPresent(client::sslContext);
    proxy.ifPresent(it ->
        client
            .proxy(ProxySelector.of(new InetSocketAddress(it.host(), it.port())))
            .authenticator(new ProxyLogin(it)));
    return client.build();
  }

  /** How SSH gets out. */
  ProxyDataFactory ssh() {
    return host -> proxy.map(Outlet::data).orElse(null);
  }

  private static ProxyData data(GitProxy proxy) {
    return proxy
        .login()
        .map(it -> new ProxyData(proxy.toProxy(), it.user(), it.password().reveal().toCharArray()))
        .orElseGet(() -> new ProxyData(proxy.toProxy()));
  }
}
