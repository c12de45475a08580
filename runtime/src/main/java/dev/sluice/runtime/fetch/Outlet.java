package dev.sluice.runtime.fetch;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One environment's way out under one reach: an HTTP client, its pool of connections, and the
 * threads that look names up. Thread-safe.
 */
final class Outlet implements AutoCloseable {
  private static final Timeout CONNECT = Timeout.ofSeconds(2);

  /** Longer than any request may take: a connection that silent belongs to none. */
  private static final Timeout SILENCE = Timeout.ofSeconds(15);

  /** So many names are looked up at a time: a slow name server mustn't take all threads. */
  private static final int LOOKUPS = 16;

  private static final RequestConfig REQUESTS =
      RequestConfig.custom()
          .setMaxRedirects(5)
          .setConnectionRequestTimeout(CONNECT)
          .setAuthenticationEnabled(false)
          .setContentCompressionEnabled(false)
          .setHardCancellationEnabled(true)
          .setProtocolUpgradeEnabled(false)
          .build();

  private final PoolingAsyncClientConnectionManager connections;
  private final CloseableHttpAsyncClient client;
  private final ExecutorService lookups = lookups();

  Outlet(Reach reach, Network network) {
    connections = connections(reach, network);
    client = client(reach, connections);
    client.start();
  }

  /** Sends it, and tells the exchange what becomes of it. Returns at once. */
  void send(SimpleHttpRequest message, Exchange exchange) {
    message.setConfig(REQUESTS);
    // Looking a name up can block for long: never on the run's thread, which must stop when told.
    try {
      lookups.execute(() -> execute(message, exchange));
    } catch (RejectedExecutionException e) {
      exchange.giveUp("the environment is gone, or the server stops");
    }
  }

  private void execute(SimpleHttpRequest message, Exchange exchange) {
    if (exchange.isOver()) {
      return;
    }
    try {
      HttpClientContext context = HttpClientContext.create();
      exchange.belongTo(context);
      var _ =
          client.execute(
              SimpleRequestProducer.create(message), exchange.consumer(), context, exchange);
    } catch (RuntimeException e) {
      exchange.failed(e);
    }
  }

  /** How many connections there are, and how many requests wait for one. */
  PoolStats connections() {
    return connections.getTotalStats();
  }

  private static CloseableHttpAsyncClient client(
      Reach reach, PoolingAsyncClientConnectionManager connections) {
    return HttpAsyncClientBuilder.create()
        .setConnectionManager(connections)
        .setRedirectStrategy(new GuardedRedirects(reach))
        .addRequestInterceptorFirst((request, entity, context) -> Exchange.of(context).connected())
        .addExecInterceptorAfter(ChainElement.REDIRECT.name(), "exchange", Outlet::connecting)
        .setDefaultRequestConfig(REQUESTS)
        .setHttp1Config(
            Http1Config.custom().setMaxLineLength(16_384).setMaxHeaderCount(200).build())
        .setH2Config(H2Config.custom().setPushEnabled(false).setMaxHeaderListSize(65_536).build())
        .setUserAgent("Sluice")
        .disableCookieManagement()
        .disableAuthCaching()
        .disableAutomaticRetries()
        .disableContentCompression()
        .evictExpiredConnections()
        .evictIdleConnections(TimeValue.ofMinutes(1))
        .setIOReactorConfig(IOReactorConfig.custom().setSoTimeout(SILENCE).build())
        .setThreadFactory(Thread.ofPlatform().daemon().name("sluice-fetch-", 0).factory())
        .build();
  }

  private static void connecting(
      HttpRequest request,
      @Nullable AsyncEntityProducer body,
      AsyncExecChain.Scope scope,
      AsyncExecChain chain,
      AsyncExecCallback callback)
      throws HttpException, IOException {
    Exchange.of(scope.clientContext).connects(scope.execRuntime::discardEndpoint);
    chain.proceed(request, body, scope, callback);
  }

  private static PoolingAsyncClientConnectionManager connections(Reach reach, Network network) {
    return PoolingAsyncClientConnectionManagerBuilder.create()
        .setDnsResolver(new GuardedDns(reach, network.names()))
        .setTlsStrategy(
            ClientTlsStrategyBuilder.create().setSslContext(network.tls().get()).buildAsync())
        .setDefaultTlsConfig(
            TlsConfig.custom()
                .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                .setHandshakeTimeout(CONNECT)
                .build())
        .setMaxConnTotal(1_000)
        .setMaxConnPerRoute(500)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(CONNECT)
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build())
        .build();
  }

  private static ExecutorService lookups() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            LOOKUPS,
            LOOKUPS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("sluice-fetch-begin-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Whether it takes no requests any more. */
  boolean isClosed() {
    return lookups.isShutdown();
  }

  @Override
  public void close() {
    lookups.shutdownNow();
    client.close(CloseMode.GRACEFUL);
  }
}
